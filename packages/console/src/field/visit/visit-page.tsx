import { asksWhetherMet, MET } from '@lastmile/field'
import { useLang, useText, useWords } from '@lastmile/web-kit'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { Model } from 'survey-core'
import 'survey-core/survey-core.fontless.min.css'
import { Survey } from 'survey-react-ui'
import { useField, usePhone, useStored } from '../field-context.tsx'
import { isNoRoom } from '../store/no-room.ts'
import { fieldDatabase, type OpenPhone, rightedNow } from '../store/phone.ts'
import { type Draft, draftKey, type Form, HOME_VISIT, type Household } from '../store/shapes.ts'
import { words } from '../words.ts'
import { knownOf, workOf } from './hand-in.ts'
import { makeSurvey } from './make-survey.ts'
import { NotMet } from './not-met.tsx'
import { PlaceConsent } from './place-consent.tsx'
import './survey.css'

const route = getRouteApi('/phone/field/visit/$householdId')
const SAVE_AFTER_MS = 250

interface Begun {
  readonly household: Household
  readonly form: Form
  readonly draft: Draft
  readonly known: ReturnType<typeof knownOf>
}

/** A form in the version that a draft was begun with; else in the one that a campaign asks with; else the newest. */
async function formFor({ store }: OpenPhone, formId: string, kept: Draft | null): Promise<Form | undefined> {
  const versions = await fieldDatabase()
    .forms.where('[id+version]')
    .between([formId, 0], [formId, Infinity])
    .toArray()
  const asked = (await store.asked()).campaigns.find((campaign) => campaign.formId === formId)
  const wanted = kept?.formVersion ?? asked?.formVersion
  if (wanted !== undefined) return versions.find(({ version }) => version === wanted)
  return versions.sort((a, b) => b.version - a.version)[0]
}

/** The form of a visit with its draft, where there is one. */
async function begin(
  phone: OpenPhone,
  householdId: string,
  formId: string,
): Promise<Begun | 'gone' | 'no-form'> {
  const { store } = phone
  const household = await store.household(householdId)
  if (!household) return 'gone'
  const kept = await store.draft({ householdId, formId })
  const form = await formFor(phone, formId, kept)
  if (!form) return 'no-form'
  const known = knownOf(
    household,
    (await store.waiting()).map(({ body }) => body),
  )
  const draft = kept ?? {
    householdId,
    formId: form.id,
    formVersion: form.version,
    startedAt: (await rightedNow()).toISOString(),
    page: 0,
    data: {},
    place: null,
  }
  return { household, form, draft, known }
}

export function FieldVisit(): ReactNode {
  const say = useWords(words)
  const phone = usePhone()
  const lang = useLang()
  const { householdId } = route.useParams()
  const { form = HOME_VISIT } = route.useSearch()
  const [begun, setBegun] = useState<Begun | 'gone' | 'no-form' | null>(null)
  useEffect(() => {
    let live = true
    void begin(phone, householdId, form).then((found) => live && setBegun(found))
    return () => {
      live = false
    }
  }, [phone, householdId, form])
  if (begun === null) return <p className="lf-soft">{say('loading')}</p>
  if (begun === 'gone') return <p className="lf-card">{say('gone')}</p>
  if (begun === 'no-form') return <p className="lf-card">{say('formNone')}</p>
  return <VisitForm key={`${householdId} ${begun.form.id} ${lang}`} begun={begun} />
}

/** Keeps a draft on the disk a moment after each change; says whether the last word is kept. */
function useKeptDraft(first: Draft) {
  const { store } = usePhone()
  const latest = useRef(first)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [kept, setKept] = useState(true)
  const write = useCallback(async () => {
    clearTimeout(timer.current)
    try {
      await store.keepDraft(latest.current)
      setKept(true)
    } catch (error) {
      if (!isNoRoom(error)) throw error
      setKept(false)
    }
  }, [store])
  const change = useCallback(
    (part: Partial<Draft>) => {
      latest.current = { ...latest.current, ...part }
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void write(), SAVE_AFTER_MS)
    },
    [write],
  )
  useEffect(() => {
    // A call comes in, the screen is locked: what was typed is kept at once.
    const hide = () => {
      if (document.visibilityState === 'hidden') void write()
    }
    document.addEventListener('visibilitychange', hide)
    return () => {
      document.removeEventListener('visibilitychange', hide)
      clearTimeout(timer.current)
    }
  }, [write])
  const stop = useCallback(() => clearTimeout(timer.current), [])
  return { latest, kept, change, write, stop }
}

function VisitForm({ begun }: { readonly begun: Begun }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const lang = useLang()
  const { store } = usePhone()
  const { changed, syncNow } = useField()
  const navigate = useNavigate()
  const { household, form, known } = begun
  const { latest, kept, change, write, stop } = useKeptDraft(begun.draft)
  const [place, setPlace] = useState(begun.draft.place)
  const [full, setFull] = useState(false)

  /** Hands the form in, with what is said beside its questions. */
  const handIn = useCallback(
    async (beside: Draft['data'] = {}): Promise<boolean> => {
      stop()
      const endedAt = (await rightedNow()).toISOString()
      const draft = { ...latest.current, data: { ...latest.current.data, ...beside } }
      try {
        await store.enqueue(workOf({ draft, form, household, known, endedAt }), endedAt, latest.current)
        await store.keepPlan((await store.plan()).filter((id) => id !== household.id))
      } catch (error) {
        if (!isNoRoom(error)) throw error
        setFull(true)
        return false
      }
      await changed()
      await navigate({ to: '/field/work' })
      if (navigator.onLine) void syncNow()
      return true
    },
    [store, household, form, known, latest, stop, changed, navigate, syncNow],
  )

  // One model as long as the form is open: what a newer one does not know (a photo under way) would be lost.
  const listener = useRef({ change, handIn })
  listener.current = { change, handIn }
  const [survey] = useState<Model>(() =>
    makeSurvey(
      form,
      { household, known, draft: latest.current, lang },
      {
        change: (part) => listener.current.change(part),
        handIn: () => listener.current.handIn(),
      },
    ),
  )

  return (
    <>
      <Link to="/field/families/$householdId" params={{ householdId: household.id }} className="lf-link">
        {say('back')}
      </Link>
      <h1>
        {household.headName} · {text(form.title)}
      </h1>
      {kept && !full && <p className="lf-soft">{say('saved')}</p>}
      {(!kept || full) && (
        <p className="lf-note lf-urgent" role="alert">
          {say('notSaved')}{' '}
          <button type="button" className="lf-link" onClick={() => void write().then(() => setFull(false))}>
            {say('saveAgain')}
          </button>
        </p>
      )}
      {!asksWhetherMet(form.definition) && <NotMet onReason={(reason) => handIn({ [MET]: reason })} />}
      <div className="lf-survey">
        <Survey model={survey} />
      </div>
      <PlaceConsent
        place={place}
        onPlace={(next) => {
          setPlace(next)
          change({ place: next })
        }}
      />
      <DropDraft of={{ householdId: household.id, formId: form.id }} onDrop={stop} />
    </>
  )
}

function DropDraft({
  of,
  onDrop,
}: {
  readonly of: Pick<Draft, 'householdId' | 'formId'>
  readonly onDrop: () => void
}): ReactNode {
  const say = useWords(words)
  const { store } = usePhone()
  const { changed } = useField()
  const navigate = useNavigate()
  const { householdId } = of
  const draft = useStored(async () => (await store.draft(of)) !== null, draftKey(of))
  const [sure, setSure] = useState(false)
  const drop = async () => {
    onDrop()
    await store.dropDraft(of)
    await changed()
    await navigate({ to: '/field/families/$householdId', params: { householdId } })
  }
  if (draft === null) return null
  return (
    <div className="lf-steps">
      {sure ? (
        <>
          <span>{say('dropDraftSure')}</span>
          <button type="button" className="lf-button" onClick={() => void drop()}>
            {say('dropDraft')}
          </button>
          <button type="button" className="lf-link" onClick={() => setSure(false)}>
            {say('cancel')}
          </button>
        </>
      ) : (
        <button type="button" className="lf-link" onClick={() => setSure(true)}>
          {say('dropDraft')}
        </button>
      )}
    </div>
  )
}
