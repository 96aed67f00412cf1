import type { StatedFact as StatedFactShape } from '@lastmile/contract'
import { addVoice, ask, judge, type Voice } from '@lastmile/field'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { recordFacts, standingFacts } from '../../households/index.ts'
import { findStaffMember } from '../../identity/index.ts'
import type { VisitDeps } from '../deps.ts'
import { openQuestionsOf, type QuestionRow, saveQuestion } from '../store/questions.ts'
import { openQuestion, voiceOf, withLastWords } from './ask-question.ts'

type StatedFact = z.infer<typeof StatedFactShape>

const VISIT_SOURCE = '入户走访'

/** Records what was stated at the door, and asks where somebody else said otherwise meanwhile; the ids of the questions. */
export async function learn(
  tx: Tx,
  deps: VisitDeps,
  household: { readonly id: string; readonly orgPath: string },
  facts: readonly StatedFact[],
  day: string,
): Promise<string[]> {
  if (facts.length === 0) return []
  const standing = new Map(
    (await standingFacts(tx, household.id)).map((one) => [`${one.entityId} ${one.fact}`, one]),
  )
  const open = new Map(
    (await openQuestionsOf(tx, household.id)).map((one) => [`${one.entity_id} ${one.fact}`, one]),
  )
  const by = (await findStaffMember(tx, tx.actor.userId))?.name ?? null
  const news = facts.filter((stated) => {
    const present = standing.get(`${stated.entityId} ${stated.fact}`) ?? null
    return judge(stated.value, stated.seen, present) !== 'same'
  })
  if (news.length > 0)
    await recordFacts(tx, deps.households, {
      id: household.id,
      sourceKind: 'visit',
      facts: news.map(({ seen: _, ...stated }) => ({ ...stated, validFrom: day })),
    })
  const asked: string[] = []
  for (const stated of news) {
    const key = `${stated.entityId} ${stated.fact}`
    const present = standing.get(key)
    const known = open.get(key)
    if (!present || (judge(stated.value, stated.seen, present) === 'news' && !known)) continue
    const voice: Voice = {
      value: stated.value,
      sourceKind: 'visit',
      sourceName: VISIT_SOURCE,
      by,
      validFrom: day,
      learnedAt: tx.now.toISOString(),
    }
    asked.push(await askAbout(tx, deps, household, stated, { present: voiceOf(present), voice, known }))
  }
  return asked
}

async function askAbout(
  tx: Tx,
  deps: VisitDeps,
  household: { readonly id: string; readonly orgPath: string },
  stated: StatedFact,
  sides: { readonly present: Voice; readonly voice: Voice; readonly known: QuestionRow | undefined },
): Promise<string> {
  const { present, voice, known } = sides
  if (known) {
    const next = addVoice(addVoice(known, present), voice)
    if (next !== known) await saveQuestion(tx, known.id, known.version, next)
    return known.id
  }
  const { entityKind, entityId, fact } = stated
  const asked = { household, entityKind, entityId, fact }
  return (await openQuestion(tx, deps, asked, await withLastWords(tx, asked, ask(present, voice)))).id
}
