import { newId } from '@lastmile/domain'
import type { Instrument } from '@lastmile/measure'
import { useText, useWords } from '@lastmile/web-kit'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useField, usePhone } from '../field-context.tsx'
import { isNoRoom } from '../store/no-room.ts'
import { rightedNow } from '../store/phone.ts'
import type { Household, ScaleDraft } from '../store/shapes.ts'
import { Crisis } from './crisis.tsx'
import { ScaleItem } from './scale-item.tsx'
import { ScaleOutcome } from './scale-outcome.tsx'
import { scaleWords } from './scale-words.ts'
import { askedItems, countedAnswers, scoreOnPhone } from './score-on-phone.ts'
import { useTodayOnPhone } from './today-on-phone.ts'

type Member = Household['members'][number]
/** The scale that goes on where another one raised an alarm. */
const SAFETY = 'safety-check'

/** The draft of a scale, kept on the disk with each answer; null while it is read. */
function useScaleDraft(
  of: Pick<ScaleDraft, 'householdId' | 'instrument' | 'personId'>,
  mode: ScaleDraft['mode'],
) {
  const { store } = usePhone()
  const [draft, setDraft] = useState<ScaleDraft | null>(null)
  const [full, setFull] = useState(false)
  const first = useRef({ of, mode })
  useEffect(() => {
    const { of: place, mode: usual } = first.current
    void store.scaleDraft(place).then((kept) => {
      setDraft(kept ?? { ...place, mode: usual, respondent: 'self', answers: {} })
    })
  }, [store])
  const change = useCallback(
    async (next: ScaleDraft) => {
      setDraft(next)
      try {
        await store.keepScaleDraft(next)
        setFull(false)
      } catch (error) {
        if (!isNoRoom(error)) throw error
        setFull(true)
      }
    },
    [store],
  )
  return { draft, change, full, setFull }
}

/** The questions of one scale, its score as it grows, and what an alarming answer asks for at once. */
export function ScaleForm({
  household,
  instrument,
  member,
  next,
}: {
  readonly household: Household
  readonly instrument: Instrument
  /** Null for a scale about the household. */
  readonly member: Member | null
  /** Scales that may follow. */
  readonly next: readonly Instrument[]
}): ReactNode {
  const say = useWords(scaleWords)
  const text = useText()
  const { store } = usePhone()
  const { changed, syncNow } = useField()
  const place = { householdId: household.id, instrument: instrument.id, personId: member?.personId ?? null }
  const { draft, change, full, setFull } = useScaleDraft(
    place,
    instrument.modes.includes('interview') ? 'interview' : (instrument.modes[0] ?? 'interview'),
  )
  const [saved, setSaved] = useState(false)
  const today = useTodayOnPhone()
  if (!draft || today === null) return null
  const asked = askedItems(instrument, draft.answers)
  const answers = countedAnswers(instrument, draft.answers)
  const done = Object.keys(answers).length
  const score = scoreOnPhone(instrument, answers, member, today)
  const crisis = score.alerts.filter(({ level }) => level === 'crisis')
  const alarm = (alerts: typeof crisis, safety?: Instrument) =>
    alerts.length > 0 && (
      <Crisis alerts={alerts} householdId={household.id} personId={place.personId} safety={safety} />
    )
  const save = async () => {
    const takenAt = (await rightedNow()).toISOString()
    const { householdId, instrument: id, personId, mode, respondent } = draft
    const body = {
      kind: 'scale' as const,
      householdId,
      instrument: id,
      ...(personId === null ? {} : { personId }),
      mode,
      respondent,
      answers,
      takenAt,
    }
    try {
      await store.enqueue([{ id: newId(), body }], takenAt)
      await store.dropScaleDraft(place)
    } catch (error) {
      if (!isNoRoom(error)) throw error
      return setFull(true)
    }
    setSaved(true)
    await changed()
    if (navigator.onLine) void syncNow()
  }
  return (
    <section className="lf-scale" aria-label={text(instrument.name)}>
      <h2>{text(instrument.name)}</h2>
      {member && <h3>{member.name}</h3>}
      {!saved && (
        <>
          {instrument.protected && <p className="lf-soft">{say('guarded')}</p>}
          <How
            instrument={instrument}
            draft={draft}
            onChange={(part) => void change({ ...draft, ...part })}
          />
          <p>{[instrument.recall, instrument.stem].filter((part) => part !== undefined).join('。')}</p>
          <ol className="lf-list">
            {asked.map((item, number) => (
              <ScaleItem
                key={item.id}
                instrument={instrument}
                item={item}
                number={number + 1}
                answer={draft.answers[item.id]}
                onAnswer={(value) =>
                  void change({ ...draft, answers: { ...draft.answers, [item.id]: value } })
                }
              >
                {alarm(crisis.filter((alert) => alert.item === item.id))}
              </ScaleItem>
            ))}
          </ol>
          <p className="lf-soft">{say('skip')}</p>
        </>
      )}
      {saved &&
        alarm(
          crisis,
          next.find(({ id }) => id === SAFETY && id !== instrument.id),
        )}
      <ScaleOutcome score={score} householdId={household.id} saved={saved} />
      {!saved && (
        <>
          <p className="lf-soft" role="status">
            {say('progress', { done, all: asked.length })}
          </p>
          {full && (
            <p className="lf-note lf-urgent" role="alert">
              {say('full')}
            </p>
          )}
          <button type="button" className="lf-main-button" disabled={done === 0} onClick={() => void save()}>
            {say('save')}
          </button>
          <details className="lf-member">
            <summary>{say('licence')}</summary>
            <p className="lf-soft">{instrument.licence.text}</p>
            <p className="lf-soft">{instrument.wording}</p>
          </details>
        </>
      )}
    </section>
  )
}

/** How the scale is taken and who answers. */
function How({
  instrument,
  draft,
  onChange,
}: {
  readonly instrument: Instrument
  readonly draft: ScaleDraft
  readonly onChange: (part: Partial<Pick<ScaleDraft, 'mode' | 'respondent'>>) => void
}): ReactNode {
  const say = useWords(scaleWords)
  return (
    <fieldset className="lf-voices">
      <legend>{say('how')}</legend>
      {instrument.modes.map((mode) => (
        <label key={mode} className="lf-voice">
          <input
            type="radio"
            name="mode"
            checked={draft.mode === mode}
            onChange={() =>
              onChange({ mode, ...(mode === 'interview' ? {} : { respondent: 'self' as const }) })
            }
          />
          {say(mode)}
        </label>
      ))}
      {draft.mode === 'interview' && (
        <label className="lf-voice">
          <input
            type="checkbox"
            checked={draft.respondent === 'proxy'}
            onChange={({ target }) => onChange({ respondent: target.checked ? 'proxy' : 'self' })}
          />
          {say('proxy')}
        </label>
      )}
    </fieldset>
  )
}
