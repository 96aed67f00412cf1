import { describeRow } from '../../explain/describe-table.ts'
import type { WalkedPart, WalkedTruth, Walker } from '../../explain/walker.ts'
import { joinTexts, say, sayFigure } from '../../explain/words.ts'
import type { Node, Table, TableRow } from '../../language/tree.ts'
import type { Bilingual, FactUse, FigureUse, Tree } from '../../screening/result.ts'

/** The rows of a table that count, or that may still count, with what the household has for each cell. */
type Standing = {
  readonly rows: readonly {
    readonly row: TableRow
    readonly no: number | null
    readonly cells: readonly Tree[]
  }[]
  /** Whether the rows are those that count. */
  readonly sure: boolean
}

/** Goes through the rows as a person would: from the top, each cell against what is known. */
function standing(table: Table, walker: Walker): Standing {
  const walked = table.rows.map((row, place) => {
    const cells = row.tests.flatMap((test, column) => {
      const input = table.inputs[column]
      return test && input ? [cellTree(input, walker.truth(test), walker)] : []
    })
    const values = cells.map((cell) => cell.value)
    const value = values.includes(false) ? false : values.includes(null) ? null : true
    return { row, no: place + 1, value, cells }
  })
  const possible = walked.filter((one) => one.value !== false)
  const first = possible[0]
  const rest = table.otherwise ? [{ row: table.otherwise, no: null, cells: [] }] : []
  if (!first) return { rows: rest, sure: true }
  if (table.hit !== 'C+' && first.value === true) return { rows: [first], sure: true }
  if (table.hit === 'C+' && possible.every((one) => one.value === true)) return { rows: possible, sure: true }
  const fits = possible.findIndex((one) => one.value === true)
  if (fits !== -1 && table.hit === 'F') return { rows: possible.slice(0, fits + 1), sure: false }
  return { rows: fits === -1 ? [...possible, ...rest] : possible, sure: false }
}

/** What the household has for a cell: 周岁 86 岁. */
function cellTree(input: Node, { value, tree }: WalkedTruth, walker: Walker): Tree {
  if (input.type !== 'number' && input.type !== 'date') return tree
  const { name, phrase, shown, facts, figures, under } = walker.quantity(input)
  const text = name ? say(`${name.zh}：${shown.zh}`, `${name.en}: ${shown.en}`) : phrase
  return {
    text,
    value,
    ...(facts.length > 0 ? { facts } : {}),
    ...(figures.length > 0 ? { figures } : {}),
    ...(under.length > 0 ? { children: under } : {}),
  }
}

/** The reasons of a table: the row that counts, or those that still may, each with its clause and the household's own figures. */
export function tableTrees(table: Table, walker: Walker): Tree[] {
  const { rows, sure } = standing(table, walker)
  return rows.map(({ row, no, cells }) => {
    const what = no === null ? say('其余情形', 'all other cases') : describeRow(table, row, sayerOf(walker))
    const head =
      no === null
        ? say('表中没有列出的情形', 'A case that no row of the table names')
        : say(`表第 ${no} 行（${what.zh}）`, `Row ${no} of the table (${what.en})`)
    const text = sure ? head : say(`${head.zh}，可能适用`, `${head.en} may apply`)
    return {
      text,
      value: sure ? true : null,
      ...(row.cite ? { citation: row.cite } : {}),
      ...(cells.length > 0 ? { children: cells } : {}),
    }
  })
}

/**
 * A value out of a table. `body` is the same value worked out by choices: what it is, and what is needed to know it; the words come from
 * the rows.
 */
export function walkTable<V>(
  table: Table,
  body: WalkedPart<V>,
  gives: (row: TableRow) => WalkedPart<V> | null,
  walker: Walker,
): WalkedPart<V> {
  const { rows } = standing(table, walker)
  const values = rows.flatMap(({ row }) => gives(row) ?? [])
  const [first] = values
  const counted = table.hit === 'C+' || values.length < 2 ? values : first ? [first] : []
  const phrase: Bilingual =
    body.value === null || counted.length === 0
      ? body.phrase
      : joinTexts(
          counted.map((one) => one.phrase),
          ' + ',
          ' + ',
        )
  const { range: _, ...rest } = body
  return {
    ...rest,
    name: null,
    phrase,
    under: [...tableTrees(table, walker), ...distinct(values.flatMap((one) => one.under))],
    facts: distinct(values.flatMap((one): readonly FactUse[] => one.facts)),
    figures: distinct(values.flatMap((one): readonly FigureUse[] => one.figures)),
  }
}

function distinct<T>(list: readonly T[]): T[] {
  const seen = new Map(list.map((one) => [JSON.stringify(one), one] as const))
  return [...seen.values()]
}

function sayerOf(walker: Walker) {
  return {
    figure: (name: string, shape: Parameters<typeof sayFigure>[2]) => {
      const { value, use } = walker.figure(name)
      return sayFigure(use.label, value, shape, use.verified)
    },
  }
}
