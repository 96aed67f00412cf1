import { useLang, useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../../app/api.ts'
import { type FilterChip, factInWords, useFacts } from '../../../frame/index.ts'
import { type Conditions, NAMED, type Named } from './conditions.ts'
import { type FactCondition, readFacts, UNKNOWN, writeFacts } from './fact-condition.ts'
import { words } from './words.ts'

interface Choice {
  readonly value: string
  readonly label: string
}

/** What can be chosen for each kind of condition, in the reader's language. */
export function useConditionChoices(): Readonly<Record<Named, readonly Choice[]>> {
  const api = useApi()
  const text = useText()
  const { data } = useQuery({ ...api.households.conditions.queryOptions(), staleTime: 600_000 })
  const of = (kind: Named) => (data?.[kind] ?? []).map(({ value, name }) => ({ value, label: text(name) }))
  return {
    group: of('group'),
    gap: of('gap'),
    signal: of('signal'),
    need: of('need'),
    hardship: of('hardship'),
  }
}

/** A condition on a fact as people say it: `家里有人：残疾等级 至多 2`. */
export function useFactInWords(): (condition: FactCondition) => string {
  const say = useWords(words)
  const text = useText()
  const lang = useLang()
  const facts = useFacts()
  return ({ entity, fact, operator, value }) => {
    const entry = facts.find(fact, entity)
    const label = entry ? text(entry.label) : fact
    const whose = entity === 'person' ? say('ofPerson', { fact: label }) : label
    if (value === UNKNOWN) return `${whose} ${say('isUnknown')}`
    const typed =
      value === 'true' || value === 'false'
        ? value === 'true'
        : Number.isNaN(Number(value))
          ? value
          : Number(value)
    const compared = say(operator === '<=' ? 'atMost' : operator === '>=' ? 'atLeast' : 'equals')
    return `${whose} ${compared} ${factInWords(entry, typed, lang) ?? value}`
  }
}

/** The conditions as chips, each to be taken away. */
export function useConditionChips(value: Conditions, onChange: (next: Conditions) => void): FilterChip[] {
  const say = useWords(words)
  const choices = useConditionChoices()
  const factInWordsOf = useFactInWords()
  const facts = readFacts(value.facts)
  return [
    ...(value.tier === undefined
      ? []
      : [
          {
            id: 'tier',
            label: say(`tier${value.tier as 1 | 2 | 3 | 4}`),
            onRemove: () => onChange({ ...value, tier: undefined }),
          },
        ]),
    ...NAMED.flatMap((kind) => {
      const chosen = value[kind]
      if (chosen === undefined) return []
      const name = choices[kind].find((one) => one.value === chosen)?.label ?? chosen
      return [
        {
          id: kind,
          label: say('chip', { kind: say(kind), name }),
          onRemove: () => onChange({ ...value, [kind]: undefined }),
        },
      ]
    }),
    ...facts.map((fact, at) => ({
      id: `fact-${at}`,
      label: factInWordsOf(fact),
      onRemove: () => onChange({ ...value, facts: writeFacts(facts.filter((_, index) => index !== at)) }),
    })),
  ]
}
