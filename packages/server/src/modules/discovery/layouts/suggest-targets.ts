import type { FileColumn } from '@lastmile/contract'
import type { OrgPath } from '@lastmile/domain'
import type { Fact, Facts } from '@lastmile/rules'
import type { z } from 'zod'
import type { Cell } from '../files/cell.ts'
import type { UnitIndex } from '../rows/unit-index.ts'
import type { Layout } from '../sources/layout.ts'
import { plain, wordKey } from '../values/clean.ts'
import { readIdentityNumber } from '../values/identity-number.ts'
import { readPhone } from '../values/phone.ts'
import { RELATION_CHOICE } from '../values/relation.ts'
import { IDENTITY_FIELDS, identityLabel } from './identity-fields.ts'

export type Suggestion = z.infer<typeof FileColumn>['suggestions'][number]
type Scored = Suggestion & { readonly score: number }

/** Words in names of columns that say nothing of what the column is about. */
const EMPTY_WORDS = /登记|日期|时间|年月|编号|金额|情况|类别|类型|等级|级别|状况|状态|是否|本人|家庭/g

/** A day of eight digits could be a number of a landline. */
const DAY = /^(19|20)\d{2}([-/.年]\d|\d{4}$)/

/** Enough to choose from. */
const MOST = 4

/** What is known when columns are told apart. */
export interface Around {
  readonly facts: Facts
  readonly layouts: Iterable<Layout>
  readonly units: UnitIndex
  readonly scope: OrgPath
  readonly today: string
}

/** Suggests what columns mean: by what known lists and the dictionary call them, and by what their cells look like. */
export class TargetSuggestions {
  private readonly around: Around
  private readonly byAlias = new Map<string, Map<string, Layout>>()
  private readonly facts: readonly Fact[]

  constructor(around: Around) {
    this.around = around
    this.facts = [...around.facts.household.values(), ...around.facts.person.values()].filter(
      (fact) => fact.derived === undefined,
    )
    for (const layout of around.layouts) {
      for (const { target, aliases } of layout.columns) {
        if (target.kind === 'identity' && identityLabel(target.name) === null) continue
        for (const alias of aliases) {
          const key = wordKey(alias)
          const targets = this.byAlias.get(key) ?? new Map<string, Layout>()
          this.byAlias.set(key, targets.set(target.name, targets.get(target.name) ?? layout))
        }
      }
    }
  }

  /** The likeliest first. */
  of(header: string, cells: readonly Cell[]): Suggestion[] {
    const best = new Map<string, Scored>()
    for (const one of [...this.byName(header), ...this.byCells(header, cells)]) {
      const known = best.get(one.target)
      if (!known || known.score < one.score) best.set(one.target, one)
    }
    return [...best.values()]
      .sort((a, b) => b.score - a.score || (a.target < b.target ? -1 : 1))
      .slice(0, MOST)
      .map(({ score: _score, ...suggestion }) => ({
        ...suggestion,
        // What was paid means nothing before somebody names the benefit.
        sure: suggestion.sure && !suggestion.target.startsWith('receipt.'),
      }))
  }

  /** Whether a name says by itself what it means; `登记日期` of the marriages is a day of anything elsewhere. */
  private isTelling(key: string, target: string): boolean {
    const match = /^fact\.(household|person)\.(.+)$/.exec(target)
    const fact = match && this.around.facts[match[1] as 'household' | 'person'].get(match[2] ?? '')
    if (!fact) return true
    const bare = key.replace(EMPTY_WORDS, '')
    return Array.from({ length: bare.length - 1 }, (_, at) => bare.slice(at, at + 2)).some((part) =>
      wordKey(fact.label.zh).includes(part),
    )
  }

  private *byName(header: string): Generator<Scored> {
    const key = wordKey(header)
    for (const [target, layout] of this.byAlias.get(key) ?? []) {
      const sure = this.isTelling(key, target)
      yield { target, why: 'alias', sure, from: layout.name, score: sure ? 100 : 52 }
    }
    for (const { target, label } of IDENTITY_FIELDS)
      if (wordKey(label.zh) === key) yield { target, why: 'label', sure: true, from: null, score: 95 }
    for (const fact of this.facts) {
      const label = wordKey(fact.label.zh)
      const target = `fact.${fact.entity}.${fact.name}`
      if (label === key) yield { target, why: 'label', sure: true, from: null, score: 90 }
      else if (key.length >= 2 && (label.includes(key) || key.includes(label)))
        yield {
          target,
          why: 'label',
          sure: false,
          from: null,
          score: 50 - Math.abs(label.length - key.length),
        }
    }
    for (const [alias, targets] of this.byAlias) {
      if (alias === key || alias.length < 3 || key.length < 3) continue
      if (!alias.includes(key) && !key.includes(alias)) continue
      for (const [target, layout] of targets)
        yield {
          ...({ target, why: 'alias', sure: false, from: layout.name } as const),
          score: 45 - Math.abs(alias.length - key.length),
        }
    }
  }

  private *byCells(header: string, cells: readonly Cell[]): Generator<Scored> {
    if (cells.length === 0) return
    const { units, scope, today } = this.around
    const most = (looks: (cell: Cell) => boolean, share = 0.8) =>
      cells.filter(looks).length >= cells.length * share
    const seen = (target: string, score: number, sure = true): Scored => ({
      ...{ target, why: 'cells', sure, from: null, score },
    })
    if (most((cell) => readIdentityNumber(cell, today).ok)) yield seen('person.id_number', 85)
    else if (most((cell) => !DAY.test(plain(cell.text)) && readPhone(cell).ok)) yield seen('person.phone', 80)
    if (most((cell) => ['男', '女'].includes(plain(cell.text)))) yield seen('person.sex', 85)
    if (most((cell) => units.find(null, cell.text, scope).ok, 0.6)) yield seen('household.committee', 80)
    if (most((cell) => RELATION_CHOICE.read(cell).ok)) yield seen('person.relation', 40, false)
    if (most((cell) => /[路村弄街号]/.test(cell.text) && /\d/.test(plain(cell.text)), 0.6))
      yield seen('household.address', 60)
    if (/姓名|名字/.test(header) && most((cell) => /^[\p{Script=Han}·]{2,6}$/u.test(plain(cell.text))))
      yield seen('person.name', 60)
    if (/出生|生日/.test(header)) yield seen('person.birth_date', 60)
    for (const fact of this.facts) {
      if (fact.type !== 'enum') continue
      const words = new Set(fact.values?.map(({ zh }) => wordKey(zh)))
      const distinct = new Set(cells.map(({ text }) => wordKey(text)))
      if (distinct.size >= 2 && [...distinct].every((word) => words.has(word)))
        yield seen(`fact.${fact.entity}.${fact.name}`, 55, false)
    }
  }
}
