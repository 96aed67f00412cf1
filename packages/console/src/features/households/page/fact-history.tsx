import { calendarDay, useLang, useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { factInWords, Loaded, Moment, UnknownValue, useFacts, useToday } from '../../../frame/index.ts'
import type { FactView, HouseholdView } from './shapes.ts'
import { words } from './words.ts'

/** The past of one fact: every value with where it came from, since when it was so, and when we learnt it. */
export function FactHistory({
  household,
  fact,
  onClose,
}: {
  readonly household: HouseholdView
  readonly fact: FactView
  readonly onClose: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const lang = useLang()
  const api = useApi()
  const today = useToday()
  const may = useMay()
  const entry = useFacts().find(fact.fact, fact.entityKind)
  const past = useQuery(
    api.households.factHistory.queryOptions({
      input: { id: household.id, fact: fact.fact, entityId: fact.entityId },
    }),
  )
  return (
    <Drawer
      open
      onClose={onClose}
      size="min(28rem, 100vw)"
      title={say('history', { fact: entry ? text(entry.label) : fact.fact })}
    >
      <Loaded query={past}>
        {(values) => (
          <ol className="lm-history">
            {values.map((value) => (
              <li
                key={`${value.validFrom}-${value.learnedAt}-${value.sourceName}`}
                data-withdrawn={value.withdrawnAt !== null}
              >
                <b>{factInWords(entry, value.value, lang) ?? <UnknownValue />}</b>
                <div>{say('validFrom', { day: calendarDay(value.validFrom, today, lang) })}</div>
                <div className="lm-soft">
                  {value.batchId !== null && may('import.read') ? (
                    <Link
                      to="/imports/$importId"
                      params={{ importId: value.batchId }}
                      search={value.sourceRow === null ? {} : { row: value.sourceRow }}
                    >
                      {value.sourceName}
                    </Link>
                  ) : (
                    value.sourceName
                  )}
                  {value.sourceRow !== null && ` · ${say('row', { row: value.sourceRow })}`}
                  {value.recordedBy !== null && ` · ${say('by', { name: value.recordedBy })}`}
                </div>
                {value.withdrawnAt !== null && (
                  <div>
                    {say('withdrawn')} <Moment at={value.withdrawnAt} />
                  </div>
                )}
                <div className="lm-soft">
                  {say('learned')} <Moment at={value.learnedAt} />
                </div>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Drawer>
  )
}
