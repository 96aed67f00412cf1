import type { ReactNode } from 'react'
import { useMay } from '../../app/session.ts'
import { PageTabs } from '../../frame/index.ts'
import './gaps.css'

const LABEL = { zh: '政策找人', en: 'People found by policy' }

const TABS = [
  { to: '/gaps', label: { zh: '待处理', en: 'To decide' }, permission: 'gap.read' },
  { to: '/gaps/announcements', label: { zh: '提前提醒', en: 'Announced' }, permission: 'gap.read' },
  { to: '/gaps/precision', label: { zh: '准不准', en: 'Precision' }, permission: 'gap.read' },
  { to: '/gaps/screenings', label: { zh: '全部重算', en: 'Screenings' }, permission: 'screening.run' },
] as const

/** The pages of finding people by policy, as far as the account may see them. */
export function GapTabs(): ReactNode {
  const may = useMay()
  return <PageTabs label={LABEL} tabs={TABS.filter((tab) => may(tab.permission))} />
}
