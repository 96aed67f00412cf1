import { useWords } from '@lastmile/web-kit'
import { stateWords } from './words.ts'

/** Says a state of casework in words; one that this version does not know is shown as it is. */
export function useStateName(): (state: string) => string {
  const say = useWords(stateWords)
  return (state) => (Object.hasOwn(stateWords, state) ? say(state as keyof typeof stateWords) : state)
}

const WAITING = ['open', 'closure_proposed', 'handed_over', 'offered', 'proposed', 'unmet']

/** Whether a state says that somebody has to do something. */
export function waits(state: string): boolean {
  return WAITING.includes(state)
}
