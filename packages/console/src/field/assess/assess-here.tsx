import { legalDateAt, newId } from '@lastmile/domain'
import { factPlace } from '@lastmile/field'
import type { Assessment, Instrument } from '@lastmile/measure'
import { useText, useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useFacts } from '../../frame/index.ts'
import { useField, usePhone } from '../field-context.tsx'
import { isNoRoom } from '../store/no-room.ts'
import { rightedNow } from '../store/phone.ts'
import type { Household } from '../store/shapes.ts'
import './assess.css'
import { AskFact } from './ask-fact.tsx'
import { assessWords } from './assess-words.ts'
import type { PhoneScheme } from './phone-scheme.ts'
import { questionKey } from './question-key.ts'
import type { Carried } from './reckon.ts'

type Reckoned =
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'done'; readonly ready: PhoneScheme; readonly assessment: Assessment }

/** The scheme, its language and the scales come with this card alone: a list of families needs none of it. */
async function reckoned(carried: Carried, passedOver: ReadonlySet<string>): Promise<Reckoned> {
  try {
    const [{ phoneScheme }, { reckon }] = await Promise.all([
      import('./phone-scheme.ts'),
      import('./reckon.ts'),
    ])
    const ready = await phoneScheme()
    if (!ready) return { kind: 'none' }
    const day = legalDateAt(await rightedNow())
    return { kind: 'done', ready, assessment: reckon(ready, carried, day, passedOver) }
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
}

/** Where a household stands: the server's word, what this phone makes of it now, and the question that would decide. */
export function AssessHere(carried: Carried): ReactNode {
  const say = useWords(assessWords)
  const text = useText()
  const { household, known, scales } = carried
  const [passedOver, setPassedOver] = useState<ReadonlySet<string>>(new Set())
  const [found, setFound] = useState<Reckoned | null>(null)
  useEffect(() => {
    let live = true
    void reckoned({ household, known, scales }, passedOver).then((next) => live && setFound(next))
    return () => {
      live = false
    }
  }, [household, known, scales, passedOver])
  const tierName = (tier: number) => {
    const named = found?.kind === 'done' ? found.ready.scheme.document.tiers : []
    return text(named.find((one) => one.tier === tier)?.name ?? { zh: `${tier} 级`, en: `tier ${tier}` })
  }
  return (
    <section className="lf-card lf-assess">
      <h2>{say('title')}</h2>
      <Standing assessment={household.assessment} tierName={tierName} />
      {found?.kind === 'none' && <p>{say('noScheme')}</p>}
      {found?.kind === 'failed' && <p>{say('failed', { reason: found.reason })}</p>}
      {found?.kind === 'done' && (
        <>
          <p role="status">
            <b>
              {found.assessment.tier.decided
                ? say('decided', { tier: tierName(found.assessment.tier.id) })
                : say('between', {
                    graver: tierName(found.assessment.tier.possible),
                    milder: tierName(found.assessment.tier.id),
                  })}
            </b>
          </p>
          <p className="lf-soft">{say('hidden')}</p>
          {!found.assessment.tier.decided && (
            <NextQuestion
              household={household}
              assessment={found.assessment}
              instruments={found.ready.instruments}
              seen={known}
              onSkip={(key) => setPassedOver(new Set([...passedOver, key]))}
            />
          )}
          <Link to="/field/scale/$householdId" params={{ householdId: household.id }} className="lf-button">
            {say('takeScale')}
          </Link>
        </>
      )}
    </section>
  )
}

function Standing({
  assessment,
  tierName,
}: {
  readonly assessment: Household['assessment']
  readonly tierName: (tier: number) => string
}): ReactNode {
  const say = useWords(assessWords)
  if (!assessment) return <p className="lf-soft">{say('none')}</p>
  const { state, tier, proposed, dueOn } = assessment
  return (
    <p>
      {say(state, { tier: tierName(state === 'open' ? proposed : (tier ?? proposed)) })}
      {dueOn && <span className="lf-soft"> · {say('due', { day: dueOn })}</span>}
    </p>
  )
}

function NextQuestion({
  household,
  assessment,
  instruments,
  seen,
  onSkip,
}: {
  readonly household: Household
  readonly assessment: Assessment
  readonly instruments: readonly Instrument[]
  readonly seen: Carried['known']
  readonly onSkip: (key: string) => void
}): ReactNode {
  const say = useWords(assessWords)
  const text = useText()
  const facts = useFacts()
  const { store } = usePhone()
  const { changed, syncNow } = useField()
  const [full, setFull] = useState(false)
  const { nextQuestion: question } = assessment
  if (!question) return <p>{say('nothing')}</p>
  const member = household.members.find(({ personId }) => personId === question.member)
  const who = member ? `${member.name}：` : ''
  const entry = facts.find(question.fact, question.entity)
  const scale = instruments.find(({ id }) => `score_${id.replaceAll('-', '_')}` === question.fact)
  const answer = async (value: boolean | number | string) => {
    const entityId = question.member ?? household.id
    const before = seen.get(factPlace(entityId, question.fact))
    const now = (await rightedNow()).toISOString()
    const stated = {
      entityKind: question.entity,
      entityId,
      fact: question.fact,
      value,
      seen: before === undefined ? null : { value: before },
    }
    const body = { kind: 'facts' as const, householdId: household.id, facts: [stated], statedAt: now }
    try {
      await store.enqueue([{ id: newId(), body }], now)
    } catch (error) {
      if (!isNoRoom(error)) throw error
      return setFull(true)
    }
    setFull(false)
    await changed()
    if (navigator.onLine) void syncNow()
  }
  return (
    <div className="lf-question">
      <h3>{question.decides === 1 ? say('decides') : say('asks')}</h3>
      {scale ? (
        <>
          <p>
            {who}
            {text(question.question)}
          </p>
          <Link
            to="/field/scale/$householdId"
            params={{ householdId: household.id }}
            search={{ instrument: scale.id, ...(question.member ? { person: question.member } : {}) }}
            className="lf-button"
          >
            {say('takeThis', { name: text(scale.name) })}
          </Link>
        </>
      ) : (
        entry && (
          <AskFact
            key={questionKey(question)}
            entry={entry}
            question={`${who}${text(question.question)}`}
            onAnswer={(value) => void answer(value)}
          />
        )
      )}
      {full && (
        <p className="lf-note" role="alert">
          {say('full')}
        </p>
      )}
      <button type="button" className="lf-link" onClick={() => onSkip(questionKey(question))}>
        {say('skip')}
      </button>
    </div>
  )
}
