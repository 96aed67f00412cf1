import type { RuleVersion } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { words } from './words.ts'

type Version = z.infer<typeof RuleVersion>

/** The decision tables of a rule, each as the table that it is: inputs, what a row gives, its clause. */
export function RuleTables({ version }: { readonly version: Version }): ReactNode {
  return version.tables.map((table) => <RuleTable key={table.name} table={table} />)
}

function RuleTable({ table }: { readonly table: Version['tables'][number] }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const cited = [...table.rows, table.otherwise].some((row) => row?.clause)
  return (
    <figure className="lm-rule-table">
      <figcaption>
        <b>{text(table.label)}</b> <code>{table.name}</code>{' '}
        <span className="lm-soft">{say(`hit_${table.hit}`)}</span>
      </figcaption>
      <div className="lm-table-frame">
        <table className="lm-table lm-table-dense">
          <thead>
            <tr>
              <th scope="col">{say('row')}</th>
              {table.inputs.map((input) => (
                <th scope="col" key={input.zh}>
                  {text(input)}
                </th>
              ))}
              <th scope="col">{say('gives')}</th>
              {cited && <th scope="col">{say('rowClause')}</th>}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their number
              <tr key={index}>
                <td data-label={say('row')} className="lm-table-short">
                  {index + 1}
                </td>
                {row.cells.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells are known by their column
                  <td key={column} data-label={table.inputs[column] && text(table.inputs[column])}>
                    {text(cell)}
                  </td>
                ))}
                <td data-label={say('gives')}>{text(row.value)}</td>
                {cited && <td data-label={say('rowClause')}>{row.clause}</td>}
              </tr>
            ))}
            {table.otherwise && (
              <tr>
                <td colSpan={table.inputs.length + 1}>{say('otherwiseRow')}</td>
                <td data-label={say('gives')}>{text(table.otherwise.value)}</td>
                {cited && <td data-label={say('rowClause')}>{table.otherwise.clause}</td>}
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </figure>
  )
}
