import type { HouseholdRow } from '@lastmile/contract'
import { exactMoment, useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { useMay } from '../../../app/session.ts'
import { type Column, Moment, TierBadge } from '../../../frame/index.ts'
import { useStateName } from '../../cases/state-name.ts'
import { ContactDot } from '../contact-dot.tsx'
import { daysSince } from '../page/days-since.ts'
import { usePolicyNames } from './controls.tsx'
import { words } from './words.ts'

type Row = z.infer<typeof HouseholdRow>

/** The columns of the list; those about gaps only for roles that may read gaps. */
export function useHouseholdColumns(): Column<Row>[] {
  const say = useWords(words)
  const stateName = useStateName()
  const may = useMay()
  const names = usePolicyNames()
  const received = (row: Row) => row.receiving.map((policy) => names.get(policy) ?? policy).join('、')
  const stateOf = (state: string | null) => (state === null ? say('noCase') : stateName(state))
  const columns: Column<Row>[] = [
    {
      id: 'head',
      title: say('head'),
      primary: true,
      sort: 'head',
      cell: (row) => (
        <Link to="/households/$householdId" params={{ householdId: row.id }}>
          {row.headName}
        </Link>
      ),
      text: (row) => row.headName,
    },
    {
      id: 'no',
      short: true,
      title: say('no'),
      optional: true,
      sort: 'no',
      cell: (row) => row.no,
      text: (row) => row.no,
    },
    {
      id: 'unit',
      short: true,
      title: say('unit'),
      cell: (row) => row.orgName,
      text: (row) => row.orgName,
    },
    {
      id: 'where',
      title: say('where'),
      cell: (row) => row.address ?? <span className="lm-unknown">{say('noAddress')}</span>,
      text: (row) => row.address ?? '',
    },
    {
      id: 'size',
      title: say('size'),
      numeric: true,
      cell: (row) => row.size,
      text: (row) => String(row.size),
    },
    {
      id: 'tier',
      short: true,
      quiet: (row) => row.tier === null,
      title: say('tier'),
      cell: (row) => <TierBadge tier={row.tier} />,
      text: (row) => (row.tier === null ? '' : String(row.tier)),
    },
    {
      id: 'gets',
      quiet: (row) => row.receiving.length === 0,
      title: say('gets'),
      cell: (row) => received(row) || <span className="lm-soft">{say('getsNothing')}</span>,
      text: received,
    },
    {
      id: 'gaps',
      quiet: (row) => row.openGaps === 0,
      title: say('gaps'),
      numeric: true,
      sort: 'gaps',
      cell: (row) => <Count value={row.openGaps} />,
      text: (row) => String(row.openGaps),
    },
    {
      id: 'needs',
      quiet: (row) => row.openNeeds === 0,
      title: say('needs'),
      numeric: true,
      cell: (row) => <Count value={row.openNeeds} />,
      text: (row) => String(row.openNeeds),
    },
    {
      id: 'case',
      short: true,
      quiet: (row) => row.caseState === null,
      title: say('case'),
      cell: (row) =>
        row.caseState === null ? <span className="lm-soft">{say('noCase')}</span> : stateOf(row.caseState),
      text: (row) => stateOf(row.caseState),
    },
    {
      id: 'advisor',
      short: true,
      title: say('advisor'),
      cell: (row) => row.advisor?.name ?? <span className="lm-unknown">{say('noAdvisor')}</span>,
      text: (row) => row.advisor?.name ?? '',
    },
    {
      id: 'contact',
      title: say('contact'),
      sort: 'last-contact',
      cell: (row) =>
        row.lastContactAt === null ? (
          <span className="lm-unknown">
            <ContactDot days={null} /> {say('never')}
          </span>
        ) : (
          <span className="lm-nowrap">
            <ContactDot days={daysSince(row.lastContactAt)} /> <Moment at={row.lastContactAt} />
          </span>
        ),
      text: (row) => (row.lastContactAt === null ? '' : exactMoment(new Date(row.lastContactAt))),
    },
    {
      id: 'updated',
      title: say('updated'),
      optional: true,
      sort: 'updated',
      cell: (row) => <Moment at={row.updatedAt} />,
      text: (row) => exactMoment(new Date(row.updatedAt)),
    },
  ]
  return columns.filter((column) => column.id !== 'gaps' || may('gap.read'))
}

function Count({ value }: { readonly value: number }) {
  return value === 0 ? <span className="lm-soft">0</span> : <b>{value}</b>
}
