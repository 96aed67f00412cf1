import { joinNeeds, type Need, type WalkedTruth, type Walker } from '../explain/walker.ts'
import { say } from '../explain/words.ts'
import type { Condition } from '../library/library.ts'
import { groupOf } from '../mechanisms/logic/walk.ts'
import type { Bilingual, MissingFact, MissingParameter, Tree } from './result.ts'

/** A policy's conditions walked through, each with its clause. */
export type Because = WalkedTruth & { readonly notApplicable: boolean }

/** Walks the conditions of a version under the policy's name. */
export function becauseOf(name: Bilingual, conditions: readonly Condition[], walker: Walker): Because {
  const parts = conditions.map((condition) => walkCondition(condition, walker))
  const walked = groupOf('all', say('', ''), parts, true)
  const notApplicable = conditions.some(
    (condition, index) => condition.applies && parts[index]?.value === false,
  )
  const kind = notApplicable ? { kind: 'not-applicable' as const } : {}
  return {
    ...walked,
    notApplicable,
    tree: { ...walked.tree, ...kind, text: headline(name, walked.value, notApplicable) },
  }
}

/** One condition walked through, with its clause. */
export function walkCondition(condition: Condition, walker: Walker): WalkedTruth {
  const { body, cite, title } = condition
  const citation = cite ? { citation: cite } : {}
  if (body.kind === 'one') {
    const walked = walker.truth(body.node)
    const tree: Tree = title ? { text: title, value: walked.value, children: [walked.tree] } : walked.tree
    return { ...walked, tree: { ...tree, ...citation } }
  }
  const parts = body.of.map((one) => walkCondition(one, walker))
  const head =
    title ??
    (body.kind === 'all'
      ? say('以下各项都要符合', 'All of these must hold')
      : say('以下任一项符合即可', 'Any one of these is enough'))
  const walked = groupOf(body.kind, head, parts, true)
  return { ...walked, tree: { ...walked.tree, ...citation } }
}

function headline(name: Bilingual, value: boolean | null, notApplicable: boolean): Bilingual {
  if (notApplicable)
    return say(`这户（人）不属于“${name.zh}”的对象范围`, `${name.en}: not meant for this case`)
  if (value === null) return say(`“${name.zh}”还不能确定`, `${name.en}: cannot tell yet`)
  return value
    ? say(`符合“${name.zh}”的条件`, `${name.en}: the conditions are met`)
    : say(`不符合“${name.zh}”的条件`, `${name.en}: the conditions are not met`)
}

/** The facts among the needs, with the question to ask. */
export function missingFacts(needs: readonly Need[]): MissingFact[] {
  return needs.flatMap((need) => {
    if (need.kind !== 'fact' || !need.fact.question) return []
    const { name, entity, question } = need.fact
    return [{ fact: name, entity, ...(need.member === null ? {} : { member: need.member }), question }]
  })
}

/** The figures among the needs. */
export function missingParameters(needs: readonly Need[]): MissingParameter[] {
  return joinNeeds([needs]).flatMap((need) =>
    need.kind === 'figure' ? [{ name: need.name, from: need.from }] : [],
  )
}
