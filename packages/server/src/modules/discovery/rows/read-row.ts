import { type OrgPath, RELATIONS, type Relation } from '@lastmile/domain'
import type { Cell, TableRow } from '../files/cell.ts'
import type { Layout } from '../sources/layout.ts'
import type { IdentityTarget } from '../sources/target.ts'
import type { Header } from '../table/header.ts'
import type { Mapping } from '../table/mapping.ts'
import { Choice } from '../values/choice.ts'
import { cleanAddress, cleanName, tidy, wordKey } from '../values/clean.ts'
import { readDate } from '../values/date.ts'
import { readIdentityNumber } from '../values/identity-number.ts'
import { readMoney } from '../values/money.ts'
import { readPhone } from '../values/phone.ts'
import { found, type Reading } from '../values/reading.ts'
import { RELATION_CHOICE } from '../values/relation.ts'
import { factReader, readText } from './cell-reader.ts'
import { type MappedColumn, RowCells } from './row-cells.ts'
import type { RowReading, StatedFact, StatedPerson } from './row-reading.ts'
import type { Unit, UnitIndex } from './unit-index.ts'

export interface RowReaderOptions {
  readonly layout: Layout
  readonly header: Header
  readonly mapping: Mapping
  readonly units: UnitIndex
  /** The range of the import: rows of other units are refused. */
  readonly scope: OrgPath
  readonly today: string
}

/** Words for the two sexes of the register. */
export const SEX_CHOICE = new Choice(
  new Map([
    ['male', ['男', '男性', '1']],
    ['female', ['女', '女性', '2']],
  ]),
)
const NAME_MAX = 50
const MOST_FEN = 10_000_000_000

/** Reads rows of one file: every cell by the rules of its column, every problem named with its place. */
export class RowReader {
  private readonly options: RowReaderOptions
  private readonly identity = new Map<IdentityTarget, MappedColumn>()
  private readonly facts: MappedColumn[] = []

  constructor(options: RowReaderOptions) {
    this.options = options
    for (const column of options.layout.columns) {
      const header = options.mapping[column.target.name]
      if (header === undefined) continue
      const index = options.header.names.indexOf(header)
      if (column.target.kind === 'identity') {
        const words = new Map(
          Object.entries(column.values ?? {}).map(([word, value]) => [wordKey(word), String(value)]),
        )
        this.identity.set(column.target.name, { column, index, header, words, read: null })
      } else {
        const read = factReader(column, column.target.fact, options.today)
        this.facts.push({ column, index, header, read })
      }
    }
  }

  /** Column indexes of identity targets, for telling data from notes. */
  columnsOf(targets: readonly IdentityTarget[]): number[] {
    return targets.flatMap((target) => this.identity.get(target)?.index ?? [])
  }

  read(row: TableRow): RowReading {
    return new OneRow(row, this.options, this.identity, this.facts).reading()
  }
}

class OneRow extends RowCells {
  private readonly options: RowReaderOptions
  private readonly facts: readonly MappedColumn[]
  private readonly householdFacts: StatedFact[] = []
  private readonly personFacts: StatedFact[] = []

  constructor(
    row: TableRow,
    options: RowReaderOptions,
    identity: ReadonlyMap<IdentityTarget, MappedColumn>,
    facts: readonly MappedColumn[],
  ) {
    super(row, identity)
    this.options = options
    this.facts = facts
  }

  reading(): RowReading {
    const person = this.readPerson()
    const unit = this.readUnit()
    const receipt = this.readReceipt()
    const address = this.take('household.address', readText)
    const householdKey = this.readHouseholdKey(unit)
    const rowKey = this.take('row.key', readText)
    for (const mapped of this.facts) this.readFact(mapped)
    for (const { target, value } of this.options.layout.constants) this.state(target.fact, value, null)
    return {
      row: this.row.number,
      refused: this.problems.some((problem) => problem.severity === 'refused'),
      problems: this.problems,
      person,
      unit,
      householdKey,
      rowKey,
      day: this.dayOf(receipt),
      address: address === null ? null : cleanAddress(address),
      householdFacts: this.householdFacts,
      personFacts: this.personFacts,
      receipt,
    }
  }

  private readPerson(): StatedPerson {
    const { today } = this.options
    const name = this.take('person.name', readName) ?? ''
    const id = this.take('person.id_number', (cell) => readIdentityNumber(cell, today))
    const sex = this.take('person.sex', (cell) => SEX_CHOICE.read(cell)) as StatedPerson['sex']
    const birthDate = this.take('person.birth_date', (cell) =>
      readDate(cell, { today, precision: id ? 'month' : 'day' }),
    )
    const phone = this.take('person.phone', readPhone)
    const relation = this.readRelation(name, id?.number ?? null)
    if (id) this.compare(id, sex, birthDate)
    else if (!birthDate && !this.hasProblem('person.id_number') && !this.hasProblem('person.birth_date')) {
      this.add('person.id_number', 'identity_missing', {}, 'refused')
    }
    return {
      name,
      idNumber: id?.number ?? null,
      sex: id?.sex ?? sex,
      birthDate: id?.birthDate ?? birthDate,
      phone,
      relation,
    }
  }

  /** The number carries birth date and sex under a check character, so it wins; the difference is named. */
  private compare(
    id: { readonly birthDate: string; readonly sex: string },
    sex: string | null,
    birthDate: string | null,
  ): void {
    if (sex !== null && sex !== id.sex) this.add('person.sex', 'sex_contradicts_number', {}, 'warning')
    const sameMonth = birthDate?.slice(0, 7) === id.birthDate.slice(0, 7) && birthDate.endsWith('-01')
    if (birthDate !== null && birthDate !== id.birthDate && !sameMonth) {
      this.add('person.birth_date', 'birth_date_contradicts_number', {}, 'warning')
    }
  }

  private readRelation(name: string, idNumber: string | null): Relation | null {
    const mapped = this.identity.get('person.relation')
    const cell = this.cell(mapped)
    const relation = RELATION_CHOICE.read(cell)
    if (mapped && !relation.ok) {
      this.add('person.relation', 'relation_unknown', {}, 'warning')
      return 'other'
    }
    const headName = this.cell(this.identity.get('household.head_name'))
    const headNumber = this.take('household.head_id_number', (one) =>
      readIdentityNumber(one, this.options.today),
    )
    if (relation.ok && relation.value !== null) return asRelation(relation.value)
    if (headNumber && idNumber) return headNumber.number === idNumber ? 'head' : 'other'
    if (headName) return cleanName(headName.text) === name ? 'head' : 'other'
    return null
  }

  private readUnit(): Unit | null {
    const committee = this.take('household.committee', readText)
    const street = this.take('household.street', readText)
    if (committee === null) return null
    const unit = this.options.units.find(street, committee, this.options.scope)
    if (unit.ok) return unit.value
    const isStreet = unit.params?.kind === 'street'
    this.refuse(isStreet ? 'household.street' : 'household.committee', unit)
    return null
  }

  private readHouseholdKey(unit: Unit | null): string | null {
    const key = this.take('household.key', readText)
    if (key !== null) return `key:${unit?.path ?? ''}:${tidy(key).replace(/\s/g, '')}`
    const head = this.cell(this.identity.get('household.head_id_number'))
    const number = head && readIdentityNumber(head, this.options.today)
    if (number?.ok && number.value) return `head:${number.value.number}`
    const name = this.cell(this.identity.get('household.head_name'))
    const address = this.cell(this.identity.get('household.address'))
    return name && address
      ? `name:${unit?.path ?? ''}:${cleanName(name.text)}:${cleanAddress(address.text)}`
      : null
  }

  private readReceipt(): RowReading['receipt'] {
    const { layout, today } = this.options
    if (!layout.receipt) return null
    const amount = this.identity.get('receipt.amount')
    const { min = 0, max } = amount?.column ?? {}
    const rules = { min: min * 100, max: max === undefined ? MOST_FEN : max * 100 }
    const amountFen = this.take('receipt.amount', (cell) => readMoney(cell, rules))
    const from = this.identity.get('receipt.from')
    const fromDate = this.take('receipt.from', (cell) =>
      readDate(cell, {
        today,
        precision: from?.column.precision ?? 'day',
        future: from?.column.future ?? false,
      }),
    )
    if (amount && amountFen !== null) this.stateAlso(amount, amountFen / 100)
    if (from && fromDate !== null) this.stateAlso(from, fromDate)
    const hasAmountColumn = layout.columns.some((column) => column.target.name === 'receipt.amount')
    if (hasAmountColumn && amountFen === null) return null
    return { amountFen, fromDate, column: amount?.header ?? from?.header ?? null }
  }

  private dayOf(receipt: RowReading['receipt']): string | null {
    const { day_from: from } = this.options.layout
    if (from === null) return null
    if (from === 'row.day')
      return this.take('row.day', (cell) =>
        readDate(cell, {
          today: this.options.today,
          precision: this.identity.get('row.day')?.column.precision ?? 'day',
        }),
      )
    if (from === 'receipt.from') return receipt?.fromDate ?? null
    const stated = [...this.personFacts, ...this.householdFacts].find(({ fact }) => from.endsWith(`.${fact}`))
    return typeof stated?.value === 'string' ? stated.value : null
  }

  private readFact(mapped: MappedColumn): void {
    const { target } = mapped.column
    if (target.kind !== 'fact' || !mapped.read) return
    const value = this.value(mapped, mapped.read)
    if (value === null) return
    this.state(target.fact, value, mapped.header)
    this.stateAlso(mapped, value)
    for (const implied of mapped.column.implies) this.state(implied.target.fact, implied.value, mapped.header)
  }

  private stateAlso(mapped: MappedColumn, value: string | number | boolean): void {
    for (const also of mapped.column.also) this.state(also.fact, value, mapped.header)
  }

  /** A fact is stated once: a cell of its own goes before what follows from another or from the roster. */
  private state(
    fact: { readonly name: string; readonly entity: string },
    value: StatedFact['value'],
    column: string | null,
  ): void {
    const list = fact.entity === 'household' ? this.householdFacts : this.personFacts
    if (!list.some((one) => one.fact === fact.name)) list.push({ fact: fact.name, value, column })
  }
}

function readName(cell: Cell | null): Reading<string> {
  const text = readText(cell)
  if (!text.ok || text.value === null) return text
  const name = cleanName(text.value)
  if (name.length > NAME_MAX)
    return { ok: false, code: 'text_too_long', params: { length: name.length, max: NAME_MAX } }
  if (!/^[\p{L}][\p{L}\p{M}·'’. -]*$/u.test(name)) return { ok: false, code: 'name_unreadable' }
  return found(name)
}

function asRelation(value: string): Relation {
  const known = Object.keys(RELATIONS).find((relation) => relation === value)
  return (known as Relation | undefined) ?? 'other'
}
