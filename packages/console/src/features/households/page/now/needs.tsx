import {
  NEED_CATEGORIES,
  NEED_KINDS,
  type NeedCategory,
  type NeedKind,
  ROOT_CAUSES,
  type RootCause,
} from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../../app/api.ts'
import { AskDialog, Loaded, SkeletonLines, textOf, useSaid, useTakeFile } from '../../../../frame/index.ts'
import { useStateName } from '../../../cases/state-name.ts'
import { useRefresh } from '../refresh.ts'
import type { HouseholdView } from '../shapes.ts'
import { needsOf } from './queries.ts'
import { Section } from './section.tsx'
import { words } from './words.ts'

const OPEN = ['confirmed', 'planned']

/** The confirmed needs that are not met yet, the most urgent first. */
export function Needs({ household }: { readonly household: HouseholdView }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const stateName = useStateName()
  const api = useApi()
  const needs = useQuery(needsOf(api, household.id))
  const open = (needs.data?.items ?? [])
    .filter((need) => OPEN.includes(need.state))
    .sort((a, b) => b.urgency - a.urgency)
  const { take, taking } = useTakeFile<'sheet'>(() => api.needs.sheet.call({ householdId: household.id }))
  const [asked, setAsked] = useState<(typeof open)[number] | null>(null)
  return (
    <Section title={say('needs')} count={open.length}>
      <Loaded query={needs} skeleton={<SkeletonLines lines={2} />}>
        {() =>
          open.length === 0 ? (
            <p className="lm-soft">{say('needsNone')}</p>
          ) : (
            <>
              <ul className="lm-lines">
                {open.map((need) => (
                  <li key={need.id}>
                    <b>{need.title}</b>
                    <div className="lm-soft">
                      {[
                        need.kind !== null && need.kind in NEED_KINDS
                          ? text(NEED_KINDS[need.kind as NeedKind])
                          : need.category in NEED_CATEGORIES
                            ? text(NEED_CATEGORIES[need.category as NeedCategory])
                            : need.category,
                        stateName(need.state),
                        need.rootCause in ROOT_CAUSES && need.rootCause !== 'unknown'
                          ? say('cause', { cause: text(ROOT_CAUSES[need.rootCause as RootCause]) })
                          : null,
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                      {need.urgency === 3 && (
                        <>
                          {' · '}
                          <span className="lm-late">{say('urgent')}</span>
                        </>
                      )}
                    </div>
                    {need.ownWords !== null && <blockquote>{need.ownWords}</blockquote>}
                    {need.wish !== null && <div>{say('wish', { wish: need.wish })}</div>}
                    {household.may.includes('need.confirm') && (
                      <button type="button" className="lm-link" onClick={() => setAsked(need)}>
                        {say('withdraw')}
                      </button>
                    )}
                  </li>
                ))}
              </ul>
              <button
                type="button"
                className="lm-link"
                disabled={taking !== null}
                onClick={() => take('sheet')}
              >
                {say('sheet')}
              </button>
            </>
          )
        }
      </Loaded>
      {asked && <WithdrawNeed need={asked} onClose={() => setAsked(null)} />}
    </Section>
  )
}

function WithdrawNeed({
  need,
  onClose,
}: {
  readonly need: { readonly id: string; readonly title: string; readonly version: number }
  readonly onClose: () => void
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const refresh = useRefresh()
  return (
    <AskDialog
      title={say('withdrawTitle', { title: need.title })}
      submit={say('withdraw')}
      onClose={onClose}
      fields={[{ name: 'reason', label: say('reason'), kind: 'area', required: true, maxLength: 300 }]}
      onSubmit={async (answers) => {
        await api.needs.withdraw.call({
          id: need.id,
          version: need.version,
          reason: textOf(answers, 'reason') ?? '',
        })
        await refresh()
        said.done(say('withdrawn'))
      }}
    />
  )
}
