import type { Tx } from '../../../platform/db/index.ts'
import { carriedAssessments } from '../../assessment/index.ts'
import { packHouseholds, visibleHouseholds } from '../../households/index.ts'
import type { VisitDeps } from '../deps.ts'
import { lockOwnDevice, packItems, presentMoment, renewLease } from '../store/devices.ts'
import { questionsForPack } from '../store/questions.ts'
import { lastVisits } from '../store/visits.ts'
import { leaseEnd } from './devices.ts'
import { presentQuestions } from './present-question.ts'

/**
 * Where a phone stands: the life of the database, the transaction from which on changes are news, and, while pages are
 * under way, the one that the next round begins with and the last household sent.
 */
interface Cursor {
  readonly epoch: string
  readonly since: string | null
  readonly until: string | null
  readonly after: string | null
}

const START: Cursor = { epoch: '', since: null, until: null, after: null }
const NUMBER = /^\d{1,20}$/
const ID = /^[0-9a-f-]{36}$/

/** Reads a cursor; one that is none of ours begins anew, which costs time and loses nothing. */
function readCursor(text: string | null): Cursor {
  const [epoch = '', since = '', until = '', after = ''] = (text ?? '').split('.')
  const valid = NUMBER.test(epoch) && [since, until].every((part) => part === '' || NUMBER.test(part))
  if (!valid || (after !== '' && !ID.test(after))) return START
  return { epoch, since: since || null, until: until || null, after: after || null }
}

function writeCursor({ epoch, since, until, after }: Cursor): string {
  return [epoch, since ?? '', until ?? '', after ?? ''].join('.')
}

/**
 * What changed in the pack of a phone since its cursor: every household that was committed meanwhile, at least once;
 * what is gone from the caller's sight; the questions. Contact renews the lease.
 */
export async function pull(
  tx: Tx,
  deps: VisitDeps,
  input: { readonly id: string; readonly cursor: string | null; readonly limit: number },
) {
  const device = await lockOwnDevice(tx, input.id)
  // Before anything is read: what commits later has a number from here on.
  const moment = await presentMoment(tx)
  const given = readCursor(input.cursor)
  const from = given.epoch === moment.epoch ? given : { ...START, epoch: moment.epoch }
  const until = from.until ?? moment.settled
  const items = await packItems(tx, device.id, from.since)
  const ids = items.map(({ id }) => id)
  const page = await packHouseholds(tx, {
    ids,
    fresh: items.filter(({ fresh }) => fresh).map(({ id }) => id),
    since: from.since,
    after: from.after,
    limit: input.limit,
  })
  const more = page.length === input.limit
  const visible = await visibleHouseholds(tx, ids)
  const visited = await lastVisits(
    tx,
    page.map(({ id }) => id),
  )
  const assessed = await carriedAssessments(
    tx,
    page.map(({ id }) => id),
  )
  const leaseUntil = leaseEnd(tx, deps)
  await renewLease(tx, device.id, leaseUntil)
  tx.ledger({
    action: 'device.pull',
    objectKind: 'field_device',
    objectId: device.id,
    orgPath: device.org_path,
    data: { households: page.length },
  })
  return {
    households: page.map((household) => ({
      ...household,
      ...assessed(household.id),
      visitedAt: visited.get(household.id)?.toISOString() ?? null,
    })),
    gone: ids.filter((id) => !visible.has(id)),
    questions: more ? [] : await presentQuestions(tx, await questionsForPack(tx, ids)),
    cursor: writeCursor(
      more
        ? { epoch: moment.epoch, since: from.since, until, after: page.at(-1)?.id ?? null }
        : { epoch: moment.epoch, since: until, until: null, after: null },
    ),
    more,
    leaseUntil: leaseUntil.toISOString(),
    serverNow: tx.now.toISOString(),
  }
}
