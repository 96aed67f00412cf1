import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import { once } from '../../platform/idempotency/index.ts'
import type { OperationContext } from '../../platform/operation/index.ts'
import { remindBulletin, viewReach } from './bulletins/reach.ts'
import { answerBulletin, listBulletins, readBulletin, viewBulletin } from './bulletins/read-bulletin.ts'
import { correctBulletin, publishBulletin, withdrawBulletin } from './bulletins/write-bulletin.ts'
import type { GuidanceDeps } from './deps.ts'

const os = implement(contract.guidance).$context<OperationContext>()

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
  })
}
