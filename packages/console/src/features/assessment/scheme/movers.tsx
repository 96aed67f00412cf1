import { useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { Loaded, Pager, SkeletonRows, saveFile, TierBadge, useSaid } from '../../../frame/index.ts'
import { percent } from '../percent.ts'
import type { ChangesOfScheme } from './effect.ts'
import { words } from './words.ts'

const PAGE = 25

/** The households whose proposed tier a draft would change: from where to where, by street, each to be opened. */
export function Movers({ changes }: { readonly changes: ChangesOfScheme }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const [under, setUnder] = useState<string | null>(null)
  const [page, setPage] = useState(1)
  const [saving, setSaving] = useState(false)
  const scope = under === null ? {} : { under }
  const movers = useQuery({
    ...api.assessment.movers.queryOptions({
      input: { ...changes, ...scope, limit: PAGE, offset: (page - 1) * PAGE },
    }),
    placeholderData: keepPreviousData,
    // Each reading names households and stands in the ledger: once is enough.
    staleTime: Number.POSITIVE_INFINITY,
  })
  const save = () => {
    setSaving(true)
    api.assessment.moversList
      .call({ ...changes, ...scope })
      .then(saveFile, said.failed)
      .finally(() => setSaving(false))
  }
  const head = ['family', 'place', 'fromTo', 'scoreFromTo', 'decidedTier'] as const
  return (
    <section aria-label={say('whoMoves')}>
      <h2>{say('whoMoves')}</h2>
      <Loaded query={movers} skeleton={<SkeletonRows rows={6} />}>
        {({ items, total, streets, households, of }) => (
          <>
            <div className="lm-page-steps">
              <Select
                aria-label={say('street')}
                value={under ?? ''}
                style={{ minWidth: 180 }}
                onChange={(value) => {
                  setUnder(value === '' ? null : value)
                  setPage(1)
                }}
                options={[
                  {
                    value: '',
                    label: say('allStreets', { count: streets.reduce((sum, one) => sum + one.moved, 0) }),
                  },
                  ...streets.map((one) => ({
                    value: one.path,
                    label: say('streetMoves', { name: one.name, count: one.moved, graver: one.graver }),
                  })),
                ]}
              />
              <Button loading={saving} disabled={total === 0} onClick={save}>
                {say('exportMovers')}
              </Button>
            </div>
            <p>
              {say('moverCount', { count: total })}
              {of > households && ` ${say('partMovers', { households, of })}`}
            </p>
            {items.length > 0 && (
              <div className="lm-table-frame">
                <table className="lm-table">
                  <thead>
                    <tr>
                      {head.map((one) => (
                        <th key={one} scope="col">
                          {say(one)}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((one) => (
                      <tr key={one.householdId} data-row={one.householdId}>
                        <td className="lm-table-primary">
                          <Link
                            to="/households/$householdId/assessment"
                            params={{ householdId: one.householdId }}
                          >
                            {one.headName}
                          </Link>{' '}
                          <span className="lm-soft">{one.householdNo}</span>
                        </td>
                        <td data-label={say('place')}>
                          {one.streetName} {one.orgName}
                        </td>
                        <td data-label={say('fromTo')}>
                          <span className="lm-row">
                            <TierBadge tier={one.from} /> → <TierBadge tier={one.to} />
                          </span>
                        </td>
                        <td data-label={say('scoreFromTo')}>
                          {percent(one.scoreFrom)} → {percent(one.scoreTo)}
                        </td>
                        <td data-label={say('decidedTier')}>
                          {one.decided === null ? (
                            <span className="lm-soft">{say('undecided')}</span>
                          ) : (
                            <TierBadge tier={one.decided} />
                          )}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
            <Pager page={page} pageSize={PAGE} total={total} onPage={setPage} />
          </>
        )}
      </Loaded>
      <p className="lm-soft">{say('moversNote')}</p>
    </section>
  )
}
