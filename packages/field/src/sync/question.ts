import type { Voice } from './judgement.ts'

/** One step in the life of a question. */
export interface QuestionStep {
  readonly kind: 'pick' | 'undo'
  /** Which voice was picked; for an undo, which one no longer is. */
  readonly choice: number
  readonly reason: string
  readonly by: string
  readonly at: string
}

/** The same fact changed by two people: both values side by side until somebody picks. */
export interface Question {
  readonly state: 'open' | 'settled'
  readonly voices: readonly Voice[]
  readonly choice: number | null
  readonly steps: readonly QuestionStep[]
  readonly version: number
}

const sameVoice = (a: Voice, b: Voice) =>
  a.value === b.value && a.sourceKind === b.sourceKind && a.sourceName === b.sourceName && a.by === b.by

/** Opens a question between what stands there and what somebody states. */
export function ask(present: Voice, stated: Voice): Question {
  return { state: 'open', voices: [present, stated], choice: null, steps: [], version: 1 }
}

/** Another voice in a question that is open; one that says the same again is the same voice. */
export function addVoice(question: Question, voice: Voice): Question {
  if (question.voices.some((known) => sameVoice(known, voice))) return question
  return { ...question, voices: [...question.voices, voice], version: question.version + 1 }
}

type Decision = Omit<QuestionStep, 'kind' | 'choice'>

/** Settles a question. Null when it is settled already or has no such voice. */
export function pick(question: Question, choice: number, decision: Decision): Question | null {
  if (question.state !== 'open' || !question.voices[choice]) return null
  return {
    ...question,
    state: 'settled',
    choice,
    steps: [...question.steps, { kind: 'pick', choice, ...decision }],
    version: question.version + 1,
  }
}

/** Takes a choice back; every step stays on record. Null when nothing was picked. */
export function undo(question: Question, decision: Decision): Question | null {
  const { choice } = question
  if (question.state !== 'settled' || choice === null) return null
  return {
    ...question,
    state: 'open',
    choice: null,
    steps: [...question.steps, { kind: 'undo', choice, ...decision }],
    version: question.version + 1,
  }
}

/**
 * What stands there while nobody has picked: the voice that wins by the rule of all facts (newest day, then learned
 * last). After an undo it stands again.
 */
export function standing(question: Question): Voice {
  if (question.choice !== null) {
    const picked = question.voices[question.choice]
    if (picked) return picked
  }
  return question.voices.reduce((best, voice) =>
    voice.validFrom > best.validFrom ||
    (voice.validFrom === best.validFrom && voice.learnedAt >= best.learnedAt)
      ? voice
      : best,
  )
}

/** The day that a picked value must be stated from to stand above all voices. */
export function newestDay(question: Question): string {
  return (
    question.voices
      .map(({ validFrom }) => validFrom)
      .sort()
      .at(-1) ?? ''
  )
}
