import type { HitPolicy, Node, QuantityNode, Table, TableRow, TruthNode } from '../language/tree.ts'
import { ASKED } from '../mechanisms/comparison/asked.ts'
import { wordLabel } from '../mechanisms/reference/walk.ts'
import { tablesIn } from '../mechanisms/table/find.ts'
import type { Bilingual, Citation } from '../screening/result.ts'
import { describeDay, describeNumber, describeTruth, describeWord, type Sayer } from './describe.ts'
import { joinTexts, say, yesNo } from './words.ts'

/** A row of a decision table in words. */
export type TableRowInWords = {
  /** One for each input. */
  readonly cells: readonly Bilingual[]
  readonly value: Bilingual
  readonly cite: Citation | null
}

/** A decision table in words: what a person reads on the page of a policy. */
export type TableInWords = {
  readonly name: string
  readonly label: Bilingual
  readonly hit: HitPolicy
  readonly inputs: readonly Bilingual[]
  readonly rows: readonly TableRowInWords[]
  readonly otherwise: Omit<TableRowInWords, 'cells'> | null
}

const ANY = say('不限', 'any')

/** The decision tables in formulas as people read them. */
export function describeTables(nodes: readonly Node[], sayer: Sayer): TableInWords[] {
  return tablesIn(nodes).map(({ name, label, table }) => tableInWords(name, label, table, sayer))
}

function tableInWords(name: string, label: Bilingual, table: Table, sayer: Sayer): TableInWords {
  const { hit, inputs, rows, otherwise } = table
  // A bare 0 among amounts is an amount.
  const like = rows.find(({ value }) => value.type === 'number' && value.kind !== 'number')?.value
  const shown = ({ value, cite }: TableRow) => ({
    value:
      value.type === 'number' && like?.type === 'number'
        ? describeNumber(value, sayer, like.shape)
        : describeAny(value, sayer),
    cite,
  })
  return {
    name,
    label,
    hit,
    inputs: inputs.map((input) => describeInput(input, sayer)),
    rows: rows.map((row) => ({
      cells: row.tests.map((test) => (test ? describeCell(test, sayer) : ANY)),
      ...shown(row),
    })),
    otherwise: otherwise && shown(otherwise),
  }
}

/** A row as one text: 残疾等级：3 级；残疾类别：智力、精神. Inputs that it leaves open are left out. */
export function describeRow(table: Table, row: TableRow, sayer: Sayer): Bilingual {
  const cells = row.tests.flatMap((test, column) => {
    const input = table.inputs[column]
    if (!test || !input) return []
    const [name, cell] = [describeInput(input, sayer), describeCell(test, sayer)]
    return [say(`${name.zh}：${cell.zh}`, `${name.en}: ${cell.en}`)]
  })
  return cells.length === 0 ? say('其余情形', 'all other cases') : joinTexts(cells, '；', '; ')
}

/** An input as the head of its column. */
function describeInput(node: Node, sayer: Sayer): Bilingual {
  if (node.type === 'boolean' && (node.kind === 'fact' || node.kind === 'named'))
    return node.kind === 'fact' ? node.fact.label : node.label
  return describeAny(node, sayer)
}

/** A cell without the name of its input: 1 级; 70 岁 到 79 岁; 智力、精神. */
function describeCell(node: TruthNode, sayer: Sayer): Bilingual {
  switch (node.kind) {
    case 'fact':
    case 'named':
      return yesNo(true)
    case 'word-in':
      return joinTexts(
        node.words.map((word) => wordLabel(node.of.fact, word)),
        '、',
        ', ',
      )
    case 'number-in':
      return joinTexts(
        node.numbers.map((one) => describeNumber(one, sayer, node.of.shape)),
        '、',
        ', ',
      )
    case 'compare':
      return describeBound(node, sayer)
    case 'all':
      return joinTexts(
        node.of.map((one) => describeCell(one, sayer)),
        '，',
        ', ',
      )
    case 'any':
      return joinTexts(
        node.of.map((one) => describeCell(one, sayer)),
        '；或 ',
        '; or ',
      )
    case 'not': {
      if (node.of.kind === 'fact' || node.of.kind === 'named') return yesNo(false)
      const of = describeCell(node.of, sayer)
      return say(`除 ${of.zh} 以外`, `other than ${of.en}`)
    }
    default:
      return describeTruth(node, sayer)
  }
}

function describeBound(node: Extract<TruthNode, { kind: 'compare' }>, sayer: Sayer): Bilingual {
  const { left, right } = node
  const than = describeQuantity(right, sayer, left)
  if (node.op === '=') return than
  const kind = left.type === 'date' ? 'date' : left.shape.money ? 'money' : 'number'
  const asked = ASKED[node.op][kind]
  return say(`${asked.zh} ${than.zh}`, `${asked.en} ${than.en}`)
}

function describeQuantity(node: QuantityNode, sayer: Sayer, like: QuantityNode): Bilingual {
  if (node.type === 'date') return describeDay(node, sayer)
  return describeNumber(node, sayer, like.type === 'number' ? like.shape : undefined)
}

function describeAny(node: Node, sayer: Sayer): Bilingual {
  switch (node.type) {
    case 'boolean':
      return node.kind === 'truth' ? yesNo(node.value) : describeTruth(node, sayer)
    case 'number':
      return describeNumber(node, sayer)
    case 'date':
      return describeDay(node, sayer)
    case 'word':
      return describeWord(node, sayer)
  }
}
