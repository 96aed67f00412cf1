import type { MissingFact, ScreeningView } from '../shapes.ts'

/** A fact that nobody knows yet, and the policies whose answer waits for it. */
export interface Question {
  readonly id: string
  readonly missing: MissingFact
  readonly policies: readonly { readonly zh: string; readonly en: string }[]
}

/**
 * The questions worth asking, best first: the engine's own next question, then those that most policies wait for.
 * Policies that the household receives already wait for nothing.
 */
export function questionsOf(screening: ScreeningView): Question[] {
  const found = new Map<
    string,
    { missing: MissingFact; policies: { zh: string; en: string }[]; first: number }
  >()
  for (const result of screening.results) {
    if (result.receiving || result.outcome !== 'unknown') continue
    for (const missing of result.missing) {
      const id = `${missing.entity}.${missing.member ?? ''}.${missing.fact}`
      const known = found.get(id)
      if (!known) found.set(id, { missing, policies: [result.name], first: found.size })
      else if (!known.policies.includes(result.name)) known.policies.push(result.name)
    }
  }
  const next = screening.nextQuestion
  const isNext = (missing: MissingFact) =>
    next !== null && missing.fact === next.fact && (missing.member ?? null) === (next.member ?? null)
  return [...found]
    .sort(
      ([, a], [, b]) =>
        Number(isNext(b.missing)) - Number(isNext(a.missing)) ||
        b.policies.length - a.policies.length ||
        a.first - b.first,
    )
    .map(([id, { missing, policies }]) => ({ id, missing, policies }))
}
