import type { CampaignPage } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { z } from 'zod'
import { UnitMap, useScope } from '../../frame/index.ts'
import { Share } from './campaigns-page.tsx'
import { words } from './words.ts'

type Campaign = z.infer<typeof CampaignPage>

/** Visitors that a campaign's page shows before somebody asks for all. */
const AT_FIRST = 20

const left = ({ visited, asked }: { visited: number; asked: number }) => asked - visited
const shareOf = ({ visited, asked }: { visited: number; asked: number }) =>
  asked === 0 ? 0 : visited / asked

/** How far a campaign is: by unit on the map and in the table beside it, by person, and forms to look at again. */
export function Coverage({ campaign }: { readonly campaign: Campaign }): ReactNode {
  const say = useWords(words)
  return (
    <>
      <ByUnit campaign={campaign} />
      <ByPerson campaign={campaign} />
      <section className="lm-survey-section">
        <h2>{say('doubts')}</h2>
        {campaign.doubts.length === 0 ? (
          <p className="lm-soft">{say('noDoubts')}</p>
        ) : (
          <p>
            <Link
              to="."
              search={({ under }) => ({ under, view: 'households' as const, state: 'doubted' as const })}
            >
              {campaign.doubts.map(({ doubt, count }) => `${say(doubt)} ${count}`).join('，')}
            </Link>
          </p>
        )}
      </section>
    </>
  )
}

function ByUnit({ campaign }: { readonly campaign: Campaign }): ReactNode {
  const say = useWords(words)
  const scope = useScope()
  const navigate = useNavigate()
  const { units, looksAt } = campaign
  const mapped = useMemo(
    () =>
      units.map((unit) => ({
        key: unit.path,
        name: unit.name,
        count: unit.asked,
        share: shareOf(unit),
        text: `${Math.round(100 * shareOf(unit))}%`,
        lat: unit.lat,
        lng: unit.lng,
        sketch: unit.sketch,
      })),
    [units],
  )
  const centre = useMemo(
    () => (looksAt.lat === null || looksAt.lng === null ? null : { lat: looksAt.lat, lng: looksAt.lng }),
    [looksAt.lat, looksAt.lng],
  )
  // One unit alone is no map: its households are.
  const parted = units.some(({ path }) => path !== looksAt.path)
  return (
    <section className="lm-survey-section">
      <h2>{say('byUnitOf', { name: looksAt.name })}</h2>
      {scope.narrowed && (
        <p>
          <Link to="." search={(old) => ({ ...old, under: undefined })}>
            {say('wholeArea')}
          </Link>
        </p>
      )}
      <div className="lm-survey-where">
        {parted && (
          <div>
            <p className="lm-soft">{say('mapLine')}</p>
            <UnitMap
              label={say('coverageMap')}
              units={mapped}
              centre={centre}
              onChoose={(path) => void navigate({ to: '.', search: (old) => ({ ...old, under: path }) })}
            />
          </div>
        )}
        <div className="lm-survey-units">
          <CoverageTable
            label={say('byUnit')}
            first={say('unit')}
            lines={units.map((unit) => ({
              ...unit,
              key: unit.path,
              name:
                unit.path === looksAt.path ? (
                  unit.name
                ) : (
                  <Link to="." search={(old) => ({ ...old, under: unit.path })}>
                    {unit.name}
                  </Link>
                ),
              households: (
                <Link
                  to="."
                  search={{ under: unit.path, view: 'households' as const }}
                  aria-label={say('householdsOf', { name: unit.name, count: unit.asked })}
                >
                  {unit.asked}
                </Link>
              ),
            }))}
          />
        </div>
      </div>
    </section>
  )
}

/** Whoever has the most doors left stands first; a whole district's hundreds are behind a button. */
function ByPerson({ campaign }: { readonly campaign: Campaign }): ReactNode {
  const say = useWords(words)
  const [everybody, setEverybody] = useState(false)
  const people = useMemo(
    () => campaign.people.toSorted((one, other) => left(other) - left(one)),
    [campaign.people],
  )
  const shown = everybody ? people : people.slice(0, AT_FIRST)
  return (
    <section className="lm-survey-section">
      <h2>{say('byPerson')}</h2>
      <CoverageTable
        label={say('byPerson')}
        first={say('person')}
        lines={shown.map(({ id, name, asked, visited }) => ({
          key: id ?? '',
          name:
            id === null ? (
              say('nobody')
            ) : (
              <Link to="/visits" search={({ under }) => ({ under, campaign: campaign.id, by: id })}>
                {name}
              </Link>
            ),
          households: asked,
          asked,
          visited,
        }))}
      />
      {shown.length < people.length && (
        <Button onClick={() => setEverybody(true)}>{say('everybody', { count: people.length })}</Button>
      )}
    </section>
  )
}

/** One line of the coverage: `households` is how `asked` is shown, `reached` where it is counted. */
interface Line {
  readonly key: string
  readonly name: ReactNode
  readonly households: ReactNode
  readonly asked: number
  readonly visited: number
  readonly reached?: number
}

function CoverageTable({
  label,
  first,
  lines,
}: {
  readonly label: string
  readonly first: string
  readonly lines: readonly Line[]
}): ReactNode {
  const say = useWords(words)
  const numbers = [
    { id: 'asked', of: (line: Line) => line.households },
    { id: 'visited', of: (line: Line) => line.visited },
    ...(lines.some(({ reached }) => reached !== undefined)
      ? [{ id: 'reached', of: (line: Line) => line.reached } as const]
      : []),
  ] as const
  return (
    <div className="lm-table-frame">
      <table className="lm-table" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {numbers.map(({ id }) => (
              <th key={id} scope="col" className="lm-number">
                {say(id)}
              </th>
            ))}
            <th scope="col">{say('share')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <td className="lm-table-primary">{line.name}</td>
              {numbers.map(({ id, of }) => (
                <td key={id} data-label={say(id)} className="lm-number">
                  {of(line)}
                </td>
              ))}
              <td data-label={say('share')}>
                <Share visited={line.visited} asked={line.asked} />{' '}
                <small className="lm-soft">{Math.round(100 * shareOf(line))}%</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
