import { newId } from '@lastmile/domain'
import { factPlace, type KnownValues, MET, notMetSaid, statedFacts } from '@lastmile/field'
import { type Body, type Draft, type Form, HOME_VISIT, type Household, type Stated } from '../store/shapes.ts'

/** What was stated about a household in work that waits on this phone, in its order. */
export function statedIn(waiting: readonly Body[], householdId: string): Stated[] {
  return waiting.flatMap((body) =>
    (body.kind === 'visit' || body.kind === 'facts') && body.householdId === householdId ? body.facts : [],
  )
}

/** What is known of a household on this phone: the word of the server, and over it what waits to be sent. */
export function knownOf(household: Household, waiting: readonly Body[]): KnownValues {
  const known = new Map(household.facts.map((one) => [factPlace(one.entityId, one.fact), one.value]))
  for (const stated of statedIn(waiting, household.id))
    known.set(factPlace(stated.entityId, stated.fact), stated.value)
  return known
}

const PICTURE = /^data:(image\/(?:jpeg|png));base64,(.+)$/

interface Picture {
  readonly question: string
  readonly mediaType: 'image/jpeg' | 'image/png'
  readonly content: string
}

function pictureOf(question: string, address: unknown): Picture | null {
  const match = typeof address === 'string' ? PICTURE.exec(address) : null
  const [, mediaType, content] = match ?? []
  return content && (mediaType === 'image/jpeg' || mediaType === 'image/png')
    ? { question, mediaType, content }
    : null
}

/** Takes the pictures out of the answers: they travel on their own, so that a broken line costs one of them at most. */
function withoutPictures(answers: Readonly<Record<string, unknown>>): {
  rest: Record<string, unknown>
  pictures: Picture[]
} {
  const rest: Record<string, unknown> = {}
  const pictures: Picture[] = []
  for (const [question, value] of Object.entries(answers)) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value]
    const found = list.map((one) =>
      pictureOf(question, typeof one === 'object' && one !== null && 'content' in one ? one.content : one),
    )
    if (found.some((one) => one !== null)) {
      pictures.push(...found.flatMap((one) => one ?? []))
      rest[question] = found.length
    } else rest[question] = value
  }
  return { rest, pictures }
}

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '')

/** A form that is finished. */
export interface Finished {
  readonly draft: Draft
  readonly form: Pick<Form, 'id' | 'title'>
  readonly household: Household
  readonly known: KnownValues
  /** By the server's clock as the phone knows it. */
  readonly endedAt: string
}

/** The work that a finished form makes: the visit, and each picture by itself, in that order. */
export function workOf({ draft, form, household, known, endedAt }: Finished): { id: string; body: Body }[] {
  const { rest, pictures } = withoutPictures(draft.data)
  const visitId = newId()
  const nextOn = text(rest.next_on)
  const reached = rest[MET] === undefined || rest[MET] === 'yes'
  const closed = notMetSaid(rest[MET])
  const asked = form.id === HOME_VISIT ? '走访 / Visit' : `《${form.title.zh}》`
  const usual = closed ? `${asked}：${closed.zh}` : asked
  return [
    {
      id: visitId,
      body: {
        kind: 'visit',
        householdId: household.id,
        formId: draft.formId,
        formVersion: draft.formVersion,
        startedAt: draft.startedAt,
        endedAt: endedAt < draft.startedAt ? draft.startedAt : endedAt,
        reached,
        summary: text(rest.summary) || usual,
        answers: rest,
        facts: reached ? statedFacts(rest, household.id, known) : [],
        ...(/^\d{4}-\d{2}-\d{2}$/.test(nextOn) ? { nextOn } : {}),
        ...(draft.place ? { place: draft.place } : {}),
      },
    },
    ...pictures.map((picture) => ({ id: newId(), body: { kind: 'file' as const, visitId, ...picture } })),
  ]
}
