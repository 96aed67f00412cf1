import type { ReactNode } from 'react'
import { PageTabs } from '../../../frame/index.ts'

const LABEL = { zh: '政策变动', en: 'After a policy change' }
const TABS = [
  { to: '/doors', label: { zh: '上门清单', en: 'Doors' } },
  { to: '/doors/notices', label: { zh: '告知书', en: 'Letters' } },
] as const

/** What follows for families from a change of policy: whom to tell, and the letters before a loss. */
export function DoorTabs(): ReactNode {
  return <PageTabs label={LABEL} tabs={TABS} />
}
