import type { ReactNode } from 'react'
import type { Scenario } from './shapes.ts'

/** A table with a column a scenario. On a phone each row is a card that names the scenario before its figure. */
export function Beside({
  title,
  head,
  scenarios,
  rows,
}: {
  readonly title: string
  readonly head: string
  readonly scenarios: readonly Scenario[]
  readonly rows: readonly {
    readonly key: string
    readonly name: string
    readonly cells: readonly ReactNode[]
  }[]
}): ReactNode {
  return (
    <section>
      <h2>{title}</h2>
      <div className="lm-table-frame">
        <table className="lm-table lm-table-dense">
          <thead>
            <tr>
              <th scope="col">{head}</th>
              {scenarios.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, cells }) => (
              <tr key={key}>
                <td className="lm-table-primary">{name}</td>
                {scenarios.map((one, at) => (
                  <td key={one.id} data-label={one.name}>
                    <span>{cells[at]}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
