import { useText } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../app/api.ts'
import type { CaseView, Step } from './shapes.ts'

/** Whom or what a step can be given to. */
export function useStepPeople(step: Step, file: CaseView): readonly { value: string; label: string }[] {
  const api = useApi()
  const text = useText()
  const role = step.name === 'order' ? 'volunteer' : step.name === 'name_worker' ? 'social_worker' : undefined
  const needStaff = step.name === 'order' || step.name === 'name_worker' || step.name === 'assign'
  const under = step.name === 'name_worker' ? step.item?.organisation?.path : undefined
  const staff = useQuery({
    ...api.identity.staff.queryOptions({ input: { ...(role ? { role } : {}), ...(under ? { under } : {}) } }),
    enabled: needStaff,
  })
  const organisations = useQuery({
    ...api.identity.orgs.queryOptions({
      input: { under: `${file.orgPath.split('/')[0]}/`, kind: 'organisation' },
    }),
    enabled: step.name === 'hand_over',
  })
  const policies = useQuery({
    ...api.policies.list.queryOptions({ input: {} }),
    enabled: step.name === 'add_item',
  })
  if (step.name === 'hand_over')
    return (organisations.data ?? []).map((unit) => ({ value: unit.path, label: unit.name }))
  if (step.name === 'add_item')
    return (policies.data ?? []).map((policy) => ({ value: policy.id, label: text(policy.name) }))
  const advisors = (person: { role: string; orgPath: string }) =>
    step.name !== 'assign' ||
    person.role === 'social_worker' ||
    ((person.role === 'cadre' || person.role === 'backbone') && file.orgPath.startsWith(person.orgPath))
  return (staff.data ?? [])
    .filter(advisors)
    .map((person) => ({ value: person.id, label: `${person.name} · ${person.orgName}` }))
}
