import { newId } from '@lastmile/domain'
import { type ApiClient, defineWords, useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import {
  AskDialog,
  type Column,
  DataList,
  EmptyState,
  given,
  HumanDay,
  PageHeader,
  Segments,
  TierBadge,
  textOf,
  todayValue,
  useListAddress,
  useSaid,
  useScope,
  useTakeFile,
} from '../../frame/index.ts'
import { type Families, useFamilies } from '../households/families.tsx'
import './assessment.css'
import { AssessmentTabs } from './tabs.tsx'

type Row = Awaited<ReturnType<ApiClient['assessment']['groups']>>['items'][number]
const route = getRouteApi('/staff/assessments/groups')
const BOXES = ['members', 'candidates', 'to_leave'] as const

const words = defineWords({
  title: { zh: '重点家庭', en: 'Groups of families' },
  line: {
    zh: '谁在名单里，为什么，哪天由谁决定；审定过的名单不再改',
    en: 'Who is on the list, why, since when and by whom; an approved list never changes',
  },
  which: { zh: '哪一组', en: 'Group' },
  box: { zh: '看哪些', en: 'Which' },
  members: { zh: '在名单里', en: 'On the list' },
  candidates: { zh: '够条件、还没列入', en: 'Meet the choice, not in' },
  to_leave: { zh: '已不够条件', en: 'No longer meet it' },
  count: { zh: '{scope} · 共 {count} 户', en: '{scope} · {count} households' },
  approved: { zh: '{day} 由{name}审定，{count} 户', en: 'Approved on {day} by {name}: {count}' },
  notApproved: { zh: '名单还没有审定过', en: 'The list was never approved' },
  tier: { zh: '级别', en: 'Tier' },
  because: { zh: '列入原因', en: 'Because' },
  entered: { zh: '列入日期', en: 'Since' },
  by: { zh: '决定人', en: 'By' },
  onDay: { zh: '哪一天的名单', en: 'List of the day' },
  enter: { zh: '列入名单', en: 'Take in' },
  entered_: { zh: '列入了 {count} 户', en: '{count} taken in' },
  leave: { zh: '移出', en: 'Let leave' },
  left: { zh: '已移出，名单从今天起改变', en: 'Left; the list changes from today' },
  reason: { zh: '原因', en: 'Reason' },
  approve: { zh: '审定今天的名单', en: 'Approve today’s list' },
  approveAsk: {
    zh: '审定以后，今天的名单不能再改；以后的变化会进到以后的名单。',
    en: 'After this, today’s list does not change any more.',
  },
  approvedDone: { zh: '今天的名单已审定，共 {count} 户', en: 'Approved: {count} households' },
  xlsx: { zh: '导出 Excel', en: 'Excel' },
  emptyTitle: { zh: '这里没有家庭', en: 'No households here' },
  emptyText: {
    zh: '级别定下来以后，够条件的家庭会出现在“够条件、还没列入”里。',
    en: 'Households that meet the choice stand under “Meet the choice, not in”.',
  },
})

/** The two groups of families: members by day, who should be taken in, who should leave; approval and export. */
export function GroupsPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const said = useSaid()
  const queries = useQueryClient()
  const scope = useScope()
  const search = route.useSearch()
  const { group = 'key_service', box = 'members', on } = search
  const { narrow, rows, paging } = useListAddress(search)
  const families = useFamilies<Row>('/households/$householdId/assessment')
  const [leaving, setLeaving] = useState<Row | null>(null)
  const [approving, setApproving] = useState(false)
  const listed = { group, ...given({ on }), ...scope.within }
  const list = useQuery({
    ...api.assessment.groups.queryOptions({
      input: { ...listed, box, ...rows },
    }),
    placeholderData: keepPreviousData,
  })
  const done = async (sentence: string) => {
    await queries.invalidateQueries()
    said.done(sentence)
  }
  const { take, taking } = useTakeFile<'xlsx'>(() => api.assessment.exportGroup.call(listed))
  const enter = (chosen: readonly Row[], clear: () => void) =>
    api.assessment.enterGroup
      .call({ group, key: newId(), householdIds: chosen.map((row) => row.householdId) })
      .then(({ entered }) => {
        clear()
        return done(say('entered_', { count: entered }))
      }, said.failed)
  const approved = list.data?.approved
  return (
    <>
      <PageHeader
        title={say('title')}
        line={say('line')}
        actions={
          <>
            <Button loading={taking !== null} onClick={() => take('xlsx')}>
              {say('xlsx')}
            </Button>
            {may('group.decide') && (
              <Button type="primary" onClick={() => setApproving(true)}>
                {say('approve')}
              </Button>
            )}
          </>
        }
      />
      <AssessmentTabs />
      <div className="lm-page-steps">
        <Segments
          name="group"
          label={say('which')}
          value={group}
          options={(list.data?.groups ?? []).map((one) => ({
            value: one.id,
            label: `${text(one.name)} ${one.members}`,
          }))}
          onChange={(value) => narrow({ group: value })}
        />
      </div>
      <p className="lm-soft">
        {approved
          ? say('approved', { day: approved.on, name: approved.by, count: approved.count })
          : say('notApproved')}
      </p>
      <DataList<Row>
        id="family-groups"
        label={say('title')}
        query={list}
        columns={useColumns(families, box, may('group.decide') ? setLeaving : null)}
        rowKey={(row) => row.householdId}
        rowName={(row) => row.headName}
        onOpen={families.openFamily}
        countLine={(count) => say('count', { scope: scope.name, count })}
        {...(may('group.decide') && box === 'candidates'
          ? {
              bulk: (rows: readonly Row[], clear: () => void) => (
                <Button type="primary" onClick={() => void enter(rows, clear)}>
                  {say('enter')}
                </Button>
              ),
            }
          : {})}
        controls={
          <>
            <Segments
              name="group-box"
              label={say('box')}
              value={box}
              options={BOXES.map((value) => ({ value, label: say(value) }))}
              onChange={(value) => narrow({ box: value })}
            />
            {box === 'members' && (
              <div className="lm-assess-day">
                {say('onDay')}
                <Input
                  aria-label={say('onDay')}
                  type="date"
                  value={on ?? todayValue()}
                  max={todayValue()}
                  onChange={(event) =>
                    narrow({
                      on:
                        event.target.value === '' || event.target.value === todayValue()
                          ? undefined
                          : event.target.value,
                    })
                  }
                />
              </div>
            )}
          </>
        }
        empty={<EmptyState title={say('emptyTitle')} text={say('emptyText')} />}
        {...paging}
      />
      {leaving && (
        <AskDialog
          title={`${say('leave')}：${leaving.headName}`}
          submit={say('leave')}
          onClose={() => setLeaving(null)}
          fields={[{ name: 'reason', label: say('reason'), kind: 'area', required: true, maxLength: 500 }]}
          onSubmit={async (answers) => {
            await api.assessment.leaveGroup.call({
              id: leaving.entryId ?? '',
              reason: textOf(answers, 'reason') ?? '',
            })
            await done(say('left'))
          }}
        />
      )}
      {approving && (
        <AskDialog
          title={say('approve')}
          intro={<p>{say('approveAsk')}</p>}
          submit={say('approve')}
          onClose={() => setApproving(false)}
          fields={[]}
          onSubmit={async () => {
            const { count } = await api.assessment.approveList.call({ group })
            await done(say('approvedDone', { count }))
          }}
        />
      )}
    </>
  )
}

function useColumns(
  { family, place }: Families<Row>,
  box: (typeof BOXES)[number],
  onLeave: ((row: Row) => void) | null,
): readonly Column<Row>[] {
  const say = useWords(words)
  return [
    family,
    {
      id: 'tier',
      title: say('tier'),
      short: true,
      cell: (row) => <TierBadge tier={row.tier} />,
      text: (row) => String(row.tier ?? ''),
    },
    { id: 'because', title: say('because'), cell: (row) => row.because, text: (row) => row.because },
    { ...place, id: 'unit' },
    ...(box === 'candidates'
      ? []
      : [
          {
            id: 'entered',
            title: say('entered'),
            short: true,
            cell: (row: Row) => (row.enteredOn ? <HumanDay day={row.enteredOn} /> : ''),
            text: (row: Row) => row.enteredOn ?? '',
          },
          {
            id: 'by',
            title: say('by'),
            short: true,
            cell: (row: Row) => row.enteredBy ?? '',
            text: (row: Row) => row.enteredBy ?? '',
          },
        ]),
    ...(onLeave === null || box === 'candidates'
      ? []
      : [
          {
            id: 'leave',
            title: say('leave'),
            bare: true,
            short: true,
            cell: (row: Row) => (
              <Button size="small" onClick={() => onLeave(row)}>
                {say('leave')}
              </Button>
            ),
            text: () => '',
          },
        ]),
  ]
}
