import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import { once } from '../../platform/idempotency/index.ts'
import type { OperationContext, PublicContext } from '../../platform/operation/index.ts'
import { paperFile, writeListXlsx } from '../../platform/paper/index.ts'
import { remindBulletin, viewReach } from './bulletins/reach.ts'
import { answerBulletin, listBulletins, readBulletin, viewBulletin } from './bulletins/read-bulletin.ts'
import { correctBulletin, publishBulletin, withdrawBulletin } from './bulletins/write-bulletin.ts'
import type { GuidanceDeps } from './deps.ts'
import { exportEffect } from './effect/export-effect.ts'
import { listEffectHouseholds } from './effect/list-households.ts'
import { viewEffect } from './effect/view-effect.ts'
import { answerByCode } from './feedback/answer-by-code.ts'
import { addToTopic, answerTopic, gatherFeedback, listTopics, looseFeedback } from './feedback/topics.ts'
import { listFeedback, seeAnswer, writeFeedback } from './feedback/write-feedback.ts'

const os = implement(contract.guidance).$context<OperationContext>()
/** For people without an account: it opens its transactions itself. */
const open = implement(contract.guidance).$context<PublicContext>()

/** Binds the operations of this module. */
export function guidanceRouter(deps: GuidanceDeps) {
  return os.router({
    bulletins: os.bulletins.handler(({ context, input }) => listBulletins(context.tx, deps, input)),
    bulletin: os.bulletin.handler(({ context, input }) => viewBulletin(context.tx, deps, input)),
    publishBulletin: os.publishBulletin.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'guidance.publishBulletin', input, () =>
        publishBulletin(context.tx, deps, input),
      ),
    ),
    correctBulletin: os.correctBulletin.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'guidance.correctBulletin', input, () =>
        correctBulletin(context.tx, deps, input),
      ),
    ),
    withdrawBulletin: os.withdrawBulletin.handler(({ context, input }) =>
      withdrawBulletin(context.tx, deps, input),
    ),
    readBulletin: os.readBulletin.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'guidance.readBulletin', input, () => readBulletin(context.tx, deps, input)),
    ),
    answerBulletin: os.answerBulletin.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'guidance.answerBulletin', input, () => answerBulletin(context.tx, deps, input)),
    ),
    bulletinReach: os.bulletinReach.handler(({ context, input }) => viewReach(context.tx, input)),
    remindBulletin: os.remindBulletin.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'guidance.remindBulletin', input, () => remindBulletin(context.tx, input)),
    ),
    feedback: os.feedback.handler(({ context, input }) => listFeedback(context.tx, deps, input)),
    writeFeedback: os.writeFeedback.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'guidance.writeFeedback', input, () => writeFeedback(context.tx, deps, input)),
    ),
    seeAnswer: os.seeAnswer.handler(({ context, input }) => seeAnswer(context.tx, deps, input)),
    topics: os.topics.handler(({ context, input }) => listTopics(context.tx, deps, input)),
    gatherFeedback: os.gatherFeedback.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'guidance.gatherFeedback', input, () => gatherFeedback(context.tx, deps, input)),
    ),
    addToTopic: os.addToTopic.handler(({ context, input }) => addToTopic(context.tx, deps, input)),
    looseFeedback: os.looseFeedback.handler(({ context, input }) => looseFeedback(context.tx, deps, input)),
    answerTopic: os.answerTopic.handler(({ context, input }) => answerTopic(context.tx, deps, input)),
    publicAnswer: open.publicAnswer.handler(({ context, input }) => answerByCode(context, deps, input)),
    effect: os.effect.handler(({ context, input }) => viewEffect(context.tx, deps, input)),
    effectXlsx: os.effectXlsx.handler(async ({ context, input }) => {
      const { name, list } = await exportEffect(context.tx, deps, input)
      return paperFile(await writeListXlsx([list]), name, 'xlsx')
    }),
    effectHouseholds: os.effectHouseholds.handler(({ context, input }) =>
      listEffectHouseholds(context.tx, input),
    ),
  })
}
