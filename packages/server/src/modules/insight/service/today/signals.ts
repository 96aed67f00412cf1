import type { Tx } from '../../../../platform/db/index.ts'
import type { SignalQuery, SignalView } from '../../../signals/index.ts'
import type { InsightDeps } from '../../deps.ts'
import type { Item } from './item.ts'

type Source = (tx: Tx, deps: InsightDeps) => Promise<Item[]>

const OPEN: SignalQuery = { state: 'open', mine: false, overdue: false, loose: false, limit: 20, offset: 0 }

function itemOf(signal: SignalView): Item {
  return {
    id: `signal:${signal.id}`,
    kind: 'signal',
    column: 'now',
    title: {
      zh: `去看看${signal.headName}家：${signal.ruleName.zh}`,
      en: `Look in on ${signal.headName}: ${signal.ruleName.en}`,
    },
    why: signal.told === null ? signal.atTheDoor : { zh: signal.told, en: signal.told },
    dueOn: signal.dueOn,
    overdue: signal.overdue,
    at: signal.raisedAt,
    householdId: signal.householdId,
    href: `/signals?open=${signal.id}`,
    action: { zh: '去看看', en: 'Look' },
  }
}

/** What is an urgent alert as well stands on the page as one. */
const notAlerts = (signals: readonly SignalView[]) => signals.filter((signal) => !signal.alert)

/** The actor's own signals, the most urgent first. */
export const ownSignals: Source = async (tx, deps) =>
  notAlerts((await deps.openSignals(tx, { ...OPEN, mine: true })).items).map(itemOf)

/** What was not looked into in time, and has climbed to this level. */
export const climbedSignals =
  (level: number): Source =>
  async (tx, deps) =>
    notAlerts((await deps.openSignals(tx, { ...OPEN, leastLevel: level })).items).map((signal) => ({
      ...itemOf(signal),
      title: {
        zh: `逾期没人去：${signal.headName}家，${signal.ruleName.zh}`,
        en: `Nobody has been there: ${signal.headName}, ${signal.ruleName.en}`,
      },
      action: { zh: '安排人', en: 'Send somebody' },
    }))

/** Signals at once that nobody has taken: what the supervision must not miss. */
export const guardedSignals: Source = async (tx, deps) =>
  notAlerts((await deps.openSignals(tx, { ...OPEN, urgency: 1, loose: true })).items).map(itemOf)
