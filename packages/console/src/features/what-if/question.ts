import { useCallback, useMemo, useReducer } from 'react'
import type { Change } from './shapes.ts'

/** What is asked: policies and changed figures, with what was asked before so that a step can be taken back. */
interface State {
  readonly policies: readonly string[]
  readonly changes: readonly Change[]
  /** Earlier questions, the latest last. */
  readonly past: readonly Pick<State, 'policies' | 'changes'>[]
  /** Where the thumb was put down: a slide is one step. */
  readonly held: Pick<State, 'policies' | 'changes'> | null
}

type Step =
  | {
      readonly kind: 'policies'
      readonly policies: readonly string[]
      readonly keep: (change: Change) => boolean
    }
  | { readonly kind: 'set'; readonly change: Change; readonly moving: boolean }
  | { readonly kind: 'putBack'; readonly change: Pick<Change, 'policy' | 'parameter'> }
  | { readonly kind: 'reset' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'open'; readonly policies: readonly string[]; readonly changes: readonly Change[] }

const MOST_STEPS = 50

function step(state: State, action: Step): State {
  const now = { policies: state.policies, changes: state.changes }
  const next = (changed: Partial<State>): State => ({
    ...state,
    ...changed,
    past: [...state.past, state.held ?? now].slice(-MOST_STEPS),
    held: null,
  })
  const without = (one: Pick<Change, 'policy' | 'parameter'>) =>
    state.changes.filter(({ policy, parameter }) => policy !== one.policy || parameter !== one.parameter)
  switch (action.kind) {
    case 'policies':
      return next({ policies: action.policies, changes: state.changes.filter(action.keep) })
    case 'set': {
      const changes = [...without(action.change), action.change]
      return action.moving ? { ...state, changes, held: state.held ?? now } : next({ changes })
    }
    case 'putBack':
      return next({ changes: without(action.change) })
    case 'reset':
      return next({ changes: [] })
    case 'open':
      return next({ policies: action.policies, changes: action.changes })
    case 'undo': {
      const before = state.past.at(-1)
      return before ? { ...before, past: state.past.slice(0, -1), held: null } : state
    }
  }
}

/** The question of the page, with its steps. */
export function useQuestion(first: {
  readonly policies: readonly string[]
  readonly changes: readonly Change[]
}) {
  const [{ policies, changes, past }, go] = useReducer(step, { ...first, past: [], held: null })
  const set = useCallback((change: Change, moving: boolean) => go({ kind: 'set', change, moving }), [])
  return useMemo(
    () => ({ policies, changes, canUndo: past.length > 0, go, set }),
    [policies, changes, past, set],
  )
}
