import { fenFromYuan, formatYuan } from '@lastmile/domain'
import type { Facts } from '@lastmile/rules'

const UNITS: Readonly<Record<string, string>> = {
  grade: '级',
  m2: '平方米',
  month: '个月',
  person: '人',
  time: '次',
  year: '岁',
}

/** A fact by its label, its value in words, for paper: Chinese only. Money is in yuan here, as in files. */
export function factOnPaper(
  facts: Facts,
  name: string,
  value: unknown,
  entity: 'household' | 'person',
): { readonly label: string; readonly value: string } {
  const fact = facts[entity].get(name) ?? facts.household.get(name) ?? facts.person.get(name)
  const label = fact?.label.zh ?? name
  if (value === null || value === undefined) return { label, value: '未知' }
  if (typeof value === 'boolean') return { label, value: value ? '是' : '否' }
  if (fact?.type === 'money') {
    const fen = fenFromYuan(String(value))
    return { label, value: fen === null ? String(value) : `${formatYuan(fen)} 元` }
  }
  if (fact?.type === 'enum')
    return { label, value: fact.values?.find((one) => one.value === value)?.zh ?? String(value) }
  const unit = fact?.unit ? (UNITS[fact.unit] ?? '') : ''
  return { label, value: unit === '' ? String(value) : `${value} ${unit}` }
}

const PERIODS: Readonly<Record<string, string>> = { month: '每月', year: '每年', once: '一次性' }

/** `每月 995.00 元`. */
export function amountOnPaper(fen: number, per: string | null): string {
  return `${per === null ? '' : (PERIODS[per] ?? per)} ${formatYuan(fen)} 元`.trim()
}
