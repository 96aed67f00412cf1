import type { Today } from '@lastmile/contract'
import { legalDateAt, ROLE_NAMES, type Role, roleMay } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { caseCounts } from '../../casework/index.ts'
import { countHouseholds } from '../../households/index.ts'
import { findStaffMember } from '../../identity/index.ts'
import type { InsightDeps } from '../deps.ts'
import { SOURCES } from './today/by-role.ts'

type Figure = z.infer<typeof Today>['figures'][number]

function personRole(tx: Tx): Role {
  return tx.actor.role === 'auth' || tx.actor.role === 'sealer' ? 'system' : tx.actor.role
}

/** Counts in the actor's scope, each a door to the list behind it. */
async function figuresOf(tx: Tx, deps: InsightDeps, role: Role, today: string): Promise<Figure[]> {
  const figures: Figure[] = []
  if (roleMay(role, 'household.read'))
    figures.push({
      id: 'households',
      label: { zh: '家庭', en: 'Households' },
      value: await countHouseholds(tx),
      href: '/households',
    })
  if (roleMay(role, 'gap.read'))
    figures.push({
      id: 'gaps',
      label: { zh: '应享未享', en: 'Entitlement gaps' },
      value: (await deps.openGaps(tx, 1)).total,
      href: '/gaps',
    })
  if (roleMay(role, 'case.read')) {
    const { running, overdue } = await caseCounts(tx, today)
    figures.push(
      { id: 'cases', label: { zh: '在办个案', en: 'Running cases' }, value: running, href: '/cases' },
      {
        id: 'overdue',
        label: { zh: '联系逾期', en: 'Contacts overdue' },
        value: overdue,
        href: '/cases?overdue=1',
      },
    )
  }
  return figures
}

function greetingFor(now: Date): { zh: string; en: string } {
  const hour = (now.getUTCHours() + 8) % 24
  if (hour < 5) return { zh: '夜深了', en: 'It is late' }
  if (hour < 12) return { zh: '早上好', en: 'Good morning' }
  if (hour < 18) return { zh: '下午好', en: 'Good afternoon' }
  return { zh: '晚上好', en: 'Good evening' }
}

/** The page 今天: what waits for the actor, why and by when; overdue things and near dates come first. */
export async function viewToday(tx: Tx, deps: InsightDeps): Promise<z.infer<typeof Today>> {
  const role = personRole(tx)
  const today = legalDateAt(tx.now)
  const items = []
  for (const source of SOURCES[role] ?? []) items.push(...(await source(tx, deps, today)))
  const dated = items.map((item, index) => ({ item, index }))
  dated.sort(
    (a, b) =>
      Number(b.item.overdue) - Number(a.item.overdue) ||
      (a.item.dueOn ?? '9999').localeCompare(b.item.dueOn ?? '9999') ||
      a.index - b.index,
  )
  const me = await findStaffMember(tx, tx.actor.userId)
  const greeting = greetingFor(tx.now)
  const name = me?.name ?? ''
  return {
    date: today,
    greeting: {
      zh: `${greeting.zh}${name ? `，${name}` : ''}`,
      en: `${greeting.en}${name ? `, ${name}` : ` (${ROLE_NAMES[role].en})`}`,
    },
    items: dated.map(({ item }) => item),
    figures: await figuresOf(tx, deps, role, today),
  }
}
