import type { How, OnlyIf } from './condition.ts'
import type { Question } from './form-model.ts'

/** What a question may be waited for by; none where its answer cannot be compared. */
export function howsFor({ kind, raw, choices }: Question): readonly How[] {
  switch (kind) {
    case 'yesno':
      return ['is']
    case 'one':
      return ['is', 'is-not']
    case 'many':
      return ['has', 'has-not']
    case 'number':
      return ['at-least', 'at-most']
    case 'fact':
      if (raw.type === 'boolean') return ['is']
      if (raw.inputType === 'number') return ['at-least', 'at-most']
      return choices.length > 0 ? ['is', 'is-not'] : []
    default:
      return []
  }
}

/** The condition that stands first when a question is chosen. */
export function firstCondition(question: Question, name: string): OnlyIf | null {
  const [how] = howsFor(question)
  if (how === undefined) return null
  const isFigure = how === 'at-least'
  const value = isFigure ? '0' : (question.choices[0]?.value ?? 'true')
  return { question: name, how, value }
}
