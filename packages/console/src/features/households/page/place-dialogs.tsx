import { ancestry, isWithin } from '@lastmile/domain'
import { useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from '../../../app/api.ts'
import { useSession } from '../../../app/session.ts'
import { AskDialog, textOf, useSaid } from '../../../frame/index.ts'
import { useRefresh } from './refresh.ts'
import type { HouseholdView } from './shapes.ts'
import { words } from './words.ts'

interface DialogProps {
  readonly household: HouseholdView
  readonly onClose: () => void
}

const ADVISORS = ['cadre', 'social_worker', 'backbone']

/** Pairs the household with a named advisor: social workers, and those who work where it lives. */
export function PairAdvisor({ household, onClose }: DialogProps): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const refresh = useRefresh()
  const staff = useQuery(api.identity.staff.queryOptions({ input: {} }))
  const suitable = (staff.data ?? []).filter(
    (person) =>
      ADVISORS.includes(person.role) &&
      (person.role === 'social_worker' || isWithin(household.orgPath, person.orgPath)),
  )
  return (
    <AskDialog
      title={household.advisor ? say('changePair') : say('pair')}
      submit={say('save')}
      onClose={onClose}
      fields={[
        {
          name: 'advisorId',
          label: say('advisorWho'),
          kind: 'choice',
          required: true,
          options: suitable.map((person) => ({
            value: person.id,
            label: `${person.name} · ${person.orgName}`,
          })),
        },
      ]}
      onSubmit={async (answers) => {
        const advisorId = textOf(answers, 'advisorId') ?? ''
        await api.households.pair.call({ id: household.id, advisorId, version: household.version })
        await refresh()
        said.done(say('paired', { name: suitable.find((person) => person.id === advisorId)?.name ?? '' }))
      }}
    />
  )
}

/** Moves the household to another committee with everything that is recorded of it. */
export function TransferHousehold({ household, onClose }: DialogProps): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const me = useSession()
  const said = useSaid()
  const refresh = useRefresh()
  const district = ancestry(me.orgPath)[0] ?? me.orgPath
  const units = useQuery({
    ...api.identity.orgs.queryOptions({ input: { under: district, depth: 5 } }),
    staleTime: 600_000,
  })
  const places = (units.data ?? []).filter(
    (unit) => unit.kind === 'committee' && unit.path !== household.orgPath,
  )
  return (
    <AskDialog
      title={say('transfer')}
      submit={say('save')}
      onClose={onClose}
      fields={[
        {
          name: 'orgPath',
          label: say('unit'),
          kind: 'choice',
          required: true,
          options: places.map((unit) => ({ value: unit.path, label: unit.name })),
        },
        { name: 'reason', label: say('transferWhy'), kind: 'area', required: true, maxLength: 200 },
      ]}
      onSubmit={async (answers) => {
        const { orgName } = await api.households.transfer.call({
          id: household.id,
          orgPath: textOf(answers, 'orgPath') ?? '',
          reason: textOf(answers, 'reason') ?? '',
          version: household.version,
        })
        await refresh()
        said.done(say('transferred', { unit: orgName }))
      }}
    />
  )
}
