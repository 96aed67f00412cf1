import type { Instrument } from '@lastmile/measure'
import { useText, useWords } from '@lastmile/web-kit'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useStored } from '../field-context.tsx'
import type { Household } from '../store/shapes.ts'
import { words } from '../words.ts'
import './assess.css'
import { phoneInstruments } from './phone-scheme.ts'
import { ScaleForm } from './scale-form.tsx'
import { scaleWords } from './scale-words.ts'
import { ageOn } from './score-on-phone.ts'
import { useTodayOnPhone } from './today-on-phone.ts'

const route = getRouteApi('/phone/field/scale/$householdId')

/** A scale on the phone: which one, about whom, and then the questions. */
export function FieldScale(): ReactNode {
  const say = useWords(scaleWords)
  const common = useWords(words)
  const { householdId } = route.useParams()
  const { instrument: wanted, person } = route.useSearch()
  const found = useStored(
    async ({ store }) => ({
      household: await store.household(householdId),
      instruments: (await phoneInstruments()).filter(({ withheld }) => !withheld),
    }),
    householdId,
  )
  if (found === null) return <p className="lf-soft">{common('loading')}</p>
  const { household, instruments } = found
  if (!household) return <p className="lf-card">{common('gone')}</p>
  const instrument = instruments.find(({ id }) => id === wanted)
  const member = household.members.find(({ personId }) => personId === person) ?? null
  return (
    <>
      <Link to="/field/families/$householdId" params={{ householdId }} className="lf-link">
        {common('back')}
      </Link>
      <h1>{say('title', { name: household.headName })}</h1>
      {instruments.length === 0 && <p className="lf-card">{say('none')}</p>}
      {!instrument && <Choose householdId={householdId} instruments={instruments} person={person} />}
      {instrument?.subject === 'person' && !member && <About household={household} instrument={instrument} />}
      {instrument && (instrument.subject === 'household' || member) && (
        <ScaleForm
          key={`${instrument.id} ${member?.personId}`}
          household={household}
          instrument={instrument}
          member={instrument.subject === 'person' ? member : null}
          next={instruments}
        />
      )}
    </>
  )
}

function Choose({
  householdId,
  instruments,
  person,
}: {
  readonly householdId: string
  readonly instruments: readonly Instrument[]
  readonly person: string | undefined
}): ReactNode {
  const say = useWords(scaleWords)
  const text = useText()
  if (instruments.length === 0) return null
  return (
    <section>
      <h2>{say('which')}</h2>
      <ul className="lf-list">
        {instruments.map((one) => (
          <li key={one.id} className="lf-card">
            <Link
              to="/field/scale/$householdId"
              params={{ householdId }}
              search={{ instrument: one.id, ...(person ? { person } : {}) }}
              className="lf-row"
            >
              <b>{text(one.name)}</b>
            </Link>
            <p className="lf-soft">{text(one.measures)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The members; those too young for the scale are told apart. */
function About({
  household,
  instrument,
}: {
  readonly household: Household
  readonly instrument: Instrument
}): ReactNode {
  const say = useWords(scaleWords)
  const text = useText()
  const today = useTodayOnPhone()
  return (
    <section>
      <h2>{text(instrument.name)}</h2>
      <h3>{say('about')}</h3>
      <ul className="lf-list">
        {household.members.map((member) => {
          const age = today === null ? null : ageOn(member.birthDate, today)
          const from = instrument.age_from
          const young = age !== null && from !== undefined && age < from
          return (
            <li key={member.personId} className="lf-card">
              {young ? (
                <p className="lf-soft">
                  {member.name}：{say('tooYoung', { age, from })}
                </p>
              ) : (
                <Link
                  to="/field/scale/$householdId"
                  params={{ householdId: household.id }}
                  search={{ instrument: instrument.id, person: member.personId }}
                  className="lf-row"
                >
                  <b>{member.name}</b>
                </Link>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
