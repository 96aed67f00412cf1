import { useText } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useApi } from '../../../../app/api.ts'
import { useFacts } from '../../../../frame/index.ts'

/** A name that a formula may use, with what it means in the reader's language. */
export interface EditorName {
  readonly name: string
  readonly label: string
  readonly kind: 'fact' | 'figure' | 'function' | 'word'
  /** Values of a choice, with their labels. */
  readonly values?: readonly { readonly value: string; readonly label: string }[]
  /** What is written when it is taken; the name where it is left out. */
  readonly apply?: string
}

/** The functions of the policy profile (docs/rules.md), with what they do. */
const FUNCTIONS = [
  ['not', { zh: '不成立', en: 'the opposite' }],
  ['count', { zh: '几个人：count(members[age < 18])', en: 'how many: count(members[age < 18])' }],
  ['sum', { zh: '加起来：sum(members.monthly_wage)', en: 'together: sum(members.monthly_wage)' }],
  ['min', { zh: '较小的', en: 'the smaller' }],
  ['max', { zh: '较大的', en: 'the larger' }],
  ['age', { zh: '某一天的周岁：age(person.birth_date, today())', en: 'completed years on a day' }],
  ['today', { zh: '判断的那一天', en: 'the day of the question' }],
  ['round half up', { zh: '四舍五入到几位', en: 'rounded, half away from zero' }],
  ['round half down', { zh: '五舍六入到几位', en: 'rounded, half towards zero' }],
  ['round up', { zh: '往上进到几位', en: 'rounded away from zero' }],
  ['round down', { zh: '往下舍到几位', en: 'rounded towards zero' }],
  ['decimal', { zh: '银行家舍入到几位', en: 'rounded, half to even' }],
  ['floor', { zh: '向下取整', en: 'the next lower' }],
  ['ceiling', { zh: '向上取整', en: 'the next higher' }],
] as const

const WORDS = [
  ['and', { zh: '并且', en: 'both' }],
  ['or', { zh: '或者', en: 'either' }],
  ['in', { zh: '属于其中', en: 'one of' }],
  ['between', { zh: '在两者之间', en: 'from one to the other' }],
  ['if', { zh: '如果……那么……否则', en: 'one of two' }],
  ['some', { zh: '至少有一个人', en: 'at least one member' }],
  ['every', { zh: '每一个人', en: 'each member' }],
] as const

/** Everything that can be completed in a policy's files: facts, figures of the policy, functions, words. */
export function useEditorNames(policy: string | undefined): readonly EditorName[] {
  const text = useText()
  const api = useApi()
  const facts = useFacts()
  const page = useQuery({
    ...api.policies.get.queryOptions({ input: { id: policy ?? '' } }),
    enabled: policy !== undefined,
    staleTime: 600_000,
  })
  return useMemo(() => {
    const figures = new Map<string, EditorName>()
    for (const one of page.data?.parameters ?? [])
      figures.set(one.name, {
        name: one.name,
        label: one.label ? text(one.label) : one.name,
        kind: 'figure',
      })
    return [
      ...facts.all.map(
        (fact): EditorName => ({
          name: `${fact.entity}.${fact.name}`,
          label: text(fact.label),
          kind: 'fact',
          ...(fact.values
            ? { values: fact.values.map((one) => ({ value: one.value, label: text(one) })) }
            : {}),
        }),
      ),
      ...figures.values(),
      ...FUNCTIONS.map(
        ([name, label]): EditorName => ({ name, label: text(label), kind: 'function', apply: `${name}(` }),
      ),
      ...WORDS.map(([name, label]): EditorName => ({ name, label: text(label), kind: 'word' })),
    ]
  }, [facts.all, page.data, text])
}
