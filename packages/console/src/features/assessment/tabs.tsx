import type { ReactNode } from 'react'
import { useMay } from '../../app/session.ts'
import { PageTabs } from '../../frame/index.ts'

/** The pages of tiers, as far as the role has them. */
export function AssessmentTabs(): ReactNode {
  const may = useMay()
  return (
    <PageTabs
      label={{ zh: '分级', en: 'Tiers' }}
      tabs={[
        { to: '/assessments', label: { zh: '定级', en: 'Tiers' } },
        ...(may('alert.read')
          ? [{ to: '/assessments/alerts' as const, label: { zh: '紧急提醒', en: 'Urgent alerts' } }]
          : []),
        ...(may('group.read')
          ? [{ to: '/assessments/groups' as const, label: { zh: '重点家庭', en: 'Groups of families' } }]
          : []),
        ...(may('scheme.read')
          ? [{ to: '/assessments/scheme' as const, label: { zh: '评估方案', en: 'Scheme' } }]
          : []),
      ]}
    />
  )
}
