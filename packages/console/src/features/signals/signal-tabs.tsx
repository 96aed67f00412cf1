import type { ReactNode } from 'react'
import { PageTabs } from '../../frame/index.ts'

const LABEL = { zh: '发现线索', en: 'Signals' }

const TABS = [
  { to: '/signals', label: { zh: '要去看的', en: 'To look into' } },
  { to: '/signals/rules', label: { zh: '准不准', en: 'How well they do' } },
] as const

/** The pages of signals. */
export function SignalTabs(): ReactNode {
  return <PageTabs label={LABEL} tabs={TABS} />
}
