import type { LibraryReminder } from '@lastmile/contract'
import { addDays, legalDateAt } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import type { OpenedLibrary } from '../library-texts.ts'
import type { DeskDeps } from './deps.ts'
import { figureFiles } from './figure-files.ts'

type Reminder = z.infer<typeof LibraryReminder>

/** What runs out within some days, and what is due for its yearly change, the most pressing first. */
export async function listReminders(
  tx: Tx,
  deps: DeskDeps,
  input: { readonly days: number },
): Promise<Reminder[]> {
  const opened = await deps.holder.current(tx)
  const today = legalDateAt(tx.now)
  const horizon = addDays(today, input.days)
  const found = [...figureReminders(opened), ...policyReminders(opened, today)]
  return found
    .filter((one) => one.dueOn <= horizon)
    .map((one) => ({ ...one, overdue: one.dueOn <= today }))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
}

function figureReminders(opened: OpenedLibrary): Omit<Reminder, 'overdue'>[] {
  return figureFiles(opened).flatMap((figure): Omit<Reminder, 'overdue'>[] => {
    const last = [...figure.values].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1)).at(-1)
    if (!last) return []
    const base = {
      path: figure.path,
      figure: figure.name,
      label: { ...figure.label },
      policies: figure.policies.map(({ id, name }) => ({ id, name: { ...name } })),
    }
    if (last.to !== null) return [{ ...base, kind: 'expires', dueOn: last.to }]
    const yearly = yearlyDay(figure.values.map((entry) => entry.from))
    if (yearly === null || last.from === null) return []
    // The first such day after the last value began.
    const year = Number(last.from.slice(0, 4))
    const next = `${year}-${yearly}` > last.from ? `${year}-${yearly}` : `${year + 1}-${yearly}`
    return [{ ...base, kind: 'yearly', dueOn: next }]
  })
}

/** The day of the year on which a figure has changed at least twice of its last three times (`07-01`), or null. */
function yearlyDay(froms: readonly (string | null)[]): string | null {
  const days = froms
    .filter((from) => from !== null)
    .sort()
    .slice(-3)
    .map((from) => from.slice(5))
  return days.find((day) => days.filter((other) => other === day).length >= 2) ?? null
}

function policyReminders({ library }: OpenedLibrary, today: string): Omit<Reminder, 'overdue'>[] {
  return library.policies.flatMap((policy): Omit<Reminder, 'overdue'>[] => {
    const { to } = policy.document.in_force
    // One that ended long ago was replaced or given up; nobody need look again.
    if (to !== null && to < addDays(today, -90)) return []
    const name = policy.document.names.at(-1)
    if (to === null || !name) return []
    const label = { zh: name.zh, en: name.en }
    return [
      {
        kind: 'expires',
        dueOn: to,
        path: policy.file,
        figure: null,
        label,
        policies: [{ id: policy.id, name: label }],
      },
    ]
  })
}
