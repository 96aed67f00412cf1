import type { Bulletin, BulletinReach } from '@lastmile/contract'
import { newId } from '@lastmile/domain'
import { useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import { Loaded, Moment, SkeletonRows, StateTag, useSaid } from '../../../frame/index.ts'
import { words } from './words.ts'

type Reached = z.infer<typeof BulletinReach>
type View = z.infer<typeof Bulletin>

/** For the bureau: who has read it and who not, unit by unit, and which question is missed most. */
export function Reach({ bulletin }: { readonly bulletin: View }): ReactNode {
  const { id } = bulletin
  const api = useApi()
  const reach = useQuery(api.guidance.bulletinReach.queryOptions({ input: { id } }))
  return (
    <Loaded query={reach} skeleton={<SkeletonRows rows={6} />}>
      {(data) => (
        <>
          <Units id={id} open={bulletin.state === 'published'} units={data.units} />
          {data.questions.length > 0 && (
            <Missed
              questions={data.questions}
              whys={(bulletin.written ?? []).map((question) => question.why)}
            />
          )}
        </>
      )}
    </Loaded>
  )
}

const sum = (units: Reached['units'], key: 'expected' | 'read' | 'answered') =>
  units.reduce((total, unit) => total + unit[key], 0)

function Units({
  id,
  open,
  units,
}: {
  readonly id: string
  readonly open: boolean
  readonly units: Reached['units']
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const queries = useQueryClient()
  const said = useSaid()
  const [named, setNamed] = useState<string | null>(null)
  const remind = (unit?: string) =>
    void api.guidance.remindBulletin
      .call({ id, key: newId(), ...(unit === undefined ? {} : { unit }) })
      .then(async ({ reminded }) => {
        await queries.invalidateQueries()
        said.done(say('reminded', { count: reminded }))
      })
      .catch(said.failed)
  const total = {
    read: sum(units, 'read'),
    expected: sum(units, 'expected'),
    answered: sum(units, 'answered'),
  }
  return (
    <section>
      <h2>{say('reach')}</h2>
      <div className="lm-row">
        <p className="lm-soft">{say('reachLine', total)}</p>
        {open && total.read < total.expected && <Button onClick={() => remind()}>{say('remindAll')}</Button>}
      </div>
      <div className="lm-table-frame">
        <table className="lm-table">
          <thead>
            <tr>
              <th scope="col">{say('unit')}</th>
              <th scope="col">{say('readCount')}</th>
              <th scope="col" className="lm-number">
                {say('answeredCount')}
              </th>
              <th scope="col">{say('whoNot')}</th>
            </tr>
          </thead>
          <tbody>
            {units.map((unit) => (
              <tr key={unit.path}>
                <td className="lm-table-primary">{unit.name}</td>
                <td data-label={say('readCount')}>
                  <span className="lm-nowrap">
                    {unit.read} / {unit.expected}
                  </span>
                  <span className="lm-bar" aria-hidden="true">
                    <i style={{ width: `${(100 * unit.read) / Math.max(1, unit.expected)}%` }} />
                  </span>
                </td>
                <td data-label={say('answeredCount')} className="lm-number">
                  {unit.answered}
                </td>
                <td data-label={say('whoNot')}>
                  {unit.unread.length === 0 ? (
                    <span className="lm-soft">{say('nobodyLeft')}</span>
                  ) : (
                    <>
                      <span className="lm-row">
                        <button
                          type="button"
                          className="lm-link"
                          aria-expanded={named === unit.path}
                          onClick={() => setNamed(named === unit.path ? null : unit.path)}
                        >
                          {say(named === unit.path ? 'hideNames' : 'names')}
                        </button>
                        {open && (
                          <Button size="small" onClick={() => remind(unit.path)}>
                            {say('remind')}
                          </Button>
                        )}
                        {unit.remindedAt && (
                          <span className="lm-soft">
                            {say('remindedAt')} <Moment at={unit.remindedAt} />
                          </span>
                        )}
                      </span>
                      {named === unit.path && (
                        <ul className="lm-names">
                          {unit.unread.map((reader) => (
                            <li key={reader.id}>
                              {reader.name} <span className="lm-soft">{reader.orgName}</span>
                            </li>
                          ))}
                        </ul>
                      )}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Missed({
  questions,
  whys,
}: {
  readonly questions: Reached['questions']
  readonly whys: readonly string[]
}): ReactNode {
  const say = useWords(words)
  const worst = Math.max(...questions.map((question) => question.missed))
  return (
    <section className="lm-stack">
      <h2>{say('missed')}</h2>
      {questions.map((question, index) => (
        <div key={question.text} className="lm-question">
          <h3>
            {say('questionNo', { no: index + 1 })}
            {question.text}
            {question.missed > 0 && question.missed === worst && (
              <StateTag waits>{say('missedMost')}</StateTag>
            )}
          </h3>
          <p className="lm-soft">{question.answered === 0 ? say('noAnswers') : say('missedOf', question)}</p>
          {question.options.map((option, place) => (
            <div key={option} className="lm-question-option" data-right={place === question.right}>
              {option}{' '}
              <span className="lm-soft">{say('chosenBy', { count: question.chosen[place] ?? 0 })}</span>
            </div>
          ))}
          <p className="lm-question-why">{whys[index]}</p>
        </div>
      ))}
    </section>
  )
}
