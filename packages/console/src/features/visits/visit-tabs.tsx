import type { ReactNode } from 'react'
import { useMay } from '../../app/session.ts'
import { PageTabs } from '../../frame/index.ts'

const LABEL = { zh: '走访', en: 'Visits' }
const VISITS = { to: '/visits', label: { zh: '走访记录', en: 'Visits' } } as const
const PHONES = { to: '/visits/phones', label: { zh: '走访手机', en: 'Phones' } } as const

/** The pages of visits, as far as the account may see them. */
export function VisitTabs(): ReactNode {
  const may = useMay()
  return (
    <PageTabs
      label={LABEL}
      tabs={[...(may('fact.readSensitive') ? [VISITS] : []), ...(may('device.revoke') ? [PHONES] : [])]}
    />
  )
}
