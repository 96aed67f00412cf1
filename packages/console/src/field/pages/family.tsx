import { RELATIONS } from '@lastmile/domain'
import { factPlace, type KnownValues } from '@lastmile/field'
import { useLang, useText, useWords } from '@lastmile/web-kit'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { client, queryClient } from '../../app/api.ts'
import { keptMe } from '../../app/session.ts'
import { type Dictionary, factInWords, UnknownValue, useFacts } from '../../frame/index.ts'
import { AskedHere } from '../asked/asked-here.tsx'
import { AssessHere } from '../assess/assess-here.tsx'
import { useField, usePhone, useStored } from '../field-context.tsx'
import type { FieldStore } from '../store/field-store.ts'
import { HOME_VISIT, type Household, type ScaleBody } from '../store/shapes.ts'
import { whoIsHere } from '../sync.ts'
import { knownOf, statedIn } from '../visit/hand-in.ts'
import { words } from '../words.ts'
import { phoneLibrary } from './phone-library.ts'
import { SelfScreen } from './self-screen.tsx'
import { Address } from './today.tsx'

const route = getRouteApi('/phone/field/families/$householdId')

interface Sheet {
  readonly household: Household
  readonly planned: boolean
  readonly draft: boolean
  /** Values written on this phone and not sent yet, by `entity fact`. */
  readonly written: KnownValues
  /** Both together. */
  readonly known: KnownValues
  /** Scales filled in here and not sent yet. */
  readonly scales: readonly ScaleBody[]
}

/** A household as this phone knows it: the server's word, and over it what waits to be sent. */
async function sheetOf(store: FieldStore, id: string): Promise<Sheet | null> {
  const household = await store.household(id)
  if (!household) return null
  const waiting = (await store.waiting()).map(({ body }) => body)
  const stated = statedIn(waiting, id).map(
    ({ entityId, fact, value }) => [factPlace(entityId, fact), value] as const,
  )
  return {
    household,
    written: new Map(stated),
    known: knownOf(household, waiting),
    scales: waiting.flatMap((body) => (body.kind === 'scale' && body.householdId === id ? [body] : [])),
    planned: (await store.plan()).includes(id),
    draft: (await store.draft({ householdId: id, formId: HOME_VISIT })) !== null,
  }
}

export function FieldFamily(): ReactNode {
  const say = useWords(words)
  const { householdId } = route.useParams()
  const { store } = usePhone()
  const { changed } = useField()
  const sheet = useStored(async (phone) => ({ found: await sheetOf(phone.store, householdId) }), householdId)
  if (sheet === null) return <p className="lf-soft">{say('loading')}</p>
  if (!sheet.found) return <p className="lf-card">{say('gone')}</p>
  const { household, planned, draft } = sheet.found
  const plan = async () => {
    const ids = await store.plan()
    await store.keepPlan(planned ? ids.filter((id) => id !== householdId) : [...ids, householdId])
    await changed()
  }
  return (
    <>
      <h1>{household.headName}</h1>
      <Address card={{ ...household, unit: household.orgName }} />
      <Presence householdId={householdId} />
      <div className="lf-steps">
        <Link to="/field/visit/$householdId" params={{ householdId }} className="lf-main-button">
          {draft ? say('goOn') : say('startVisit')}
        </Link>
        <button type="button" className="lf-button" onClick={() => void plan()}>
          {planned ? say('notToday') : say('goToday')}
        </button>
      </div>
      <AskedHere householdId={householdId} />
      <Members sheet={sheet.found} />
      <AssessHere household={household} known={sheet.found.known} scales={sheet.found.scales} />
      <SelfScreen household={household} known={sheet.found.known} />
    </>
  )
}

/** Asks who else is at a family. After unlocking nobody knows yet who is signed in, and the call needs its token. */
async function othersAt(householdId: string) {
  const me = keptMe(queryClient) ?? (await whoIsHere())
  return me === null ? null : client.visits.presence({ id: householdId })
}

/** Who else has the form of this family open, when there is signal to ask. Nobody is held up by it. */
function Presence({ householdId }: { readonly householdId: string }): ReactNode {
  const say = useWords(words)
  const [seen, setSeen] = useState<{ others: string[]; carriers: string[] } | null>(null)
  useEffect(() => {
    if (!navigator.onLine) return
    let live = true
    othersAt(householdId)
      .then((presence) => {
        if (presence === null) return
        const { others, carriers } = presence
        const names = (list: readonly { name: string }[]) => [...new Set(list.map(({ name }) => name))]
        if (live) setSeen({ others: names(others), carriers: names(carriers) })
      })
      // Without signal or session there is nobody to show.
      .catch(() => undefined)
    return () => {
      live = false
    }
  }, [householdId])
  return (
    <>
      {seen && seen.others.length > 0 && (
        <p className="lf-note">{say('others', { names: seen.others.join('、') })}</p>
      )}
      {seen && seen.carriers.length > 0 && (
        <p className="lf-soft">{say('carriers', { names: seen.carriers.join('、') })}</p>
      )}
    </>
  )
}

function Members({ sheet }: { readonly sheet: Sheet }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const facts = useFacts()
  const { household, written } = sheet
  const relation = (id: string) => (id in RELATIONS ? text(RELATIONS[id as keyof typeof RELATIONS]) : id)
  return (
    <>
      <section className="lf-card">
        <h2>{say('known')}</h2>
        <FactList entityId={household.id} household={household} written={written} facts={facts} />
        <h3>{say('receiving')}</h3>
        <p>
          {household.receiving.length === 0 ? (
            <span className="lf-soft">{say('receivingNone')}</span>
          ) : (
            <PolicyNames ids={household.receiving} />
          )}
        </p>
      </section>
      <section className="lf-card">
        <h2>{say('members')}</h2>
        {household.members.map((member) => (
          <details key={member.personId} className="lf-member">
            <summary>
              <b>{member.name}</b> <span className="lf-soft">{relation(member.relation)}</span>{' '}
              <span className="lf-soft">
                {member.birthDate ?? ''} {member.phoneMasked ?? ''}
              </span>
            </summary>
            <FactList entityId={member.personId} household={household} written={written} facts={facts} />
          </details>
        ))}
      </section>
    </>
  )
}

/** Names of policies from the library on this phone. */
function PolicyNames({ ids }: { readonly ids: readonly string[] }): ReactNode {
  const text = useText()
  const [names, setNames] = useState<readonly string[]>([])
  useEffect(() => {
    void phoneLibrary().then((library) => {
      setNames(
        ids.map((id) => {
          const named = library?.byId.get(id)?.document.names.at(-1)
          return named ? text({ zh: named.zh, en: named.en }) : id
        }),
      )
    })
  }, [ids, text])
  return names.join('、')
}

function FactList({
  entityId,
  household,
  written,
  facts,
}: {
  readonly entityId: string
  readonly household: Household
  readonly written: Sheet['written']
  readonly facts: Dictionary
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const lang = useLang()
  const entity = entityId === household.id ? 'household' : 'person'
  const own = household.facts.filter((one) => one.entityId === entityId)
  const fresh = [...written].filter(([key]) => key.startsWith(`${entityId} `))
  const label = (name: string) => {
    const entry = facts.find(name, entity)
    return entry ? text(entry.label) : name
  }
  return (
    <dl className="lf-facts">
      {fresh.map(([key, value]) => {
        const name = key.slice(entityId.length + 1)
        return (
          <div key={`written ${name}`}>
            <dt>{label(name)}</dt>
            <dd>
              {factInWords(facts.find(name, entity), value, lang) ?? <UnknownValue />}
              <small className="lf-mark">{say('notSent')}</small>
            </dd>
          </div>
        )
      })}
      {own.map((one) => (
        <div key={one.fact}>
          <dt>{label(one.fact)}</dt>
          <dd>
            {factInWords(facts.find(one.fact, entity), one.value, lang) ?? <UnknownValue />}
            <small className="lf-soft">
              {say('factFrom', { source: one.by ?? one.source, day: one.validFrom })}
            </small>
          </dd>
        </div>
      ))}
    </dl>
  )
}
