import { z } from 'zod'
import { Sex } from './household-shapes.ts'
import { Id, Instant, LegalDay, OrgPathText, Text } from './operation.ts'

const Value = z.union([z.boolean(), z.number(), z.string().max(500), z.null()])

/** A fact that a form states, with the value that the phone showed before (`seen`; null: none). */
export const StatedFact = z.object({
  entityKind: z.enum(['household', 'person']),
  entityId: Id,
  fact: z.string().max(80),
  value: Value,
  seen: z.object({ value: Value }).nullable(),
})

/** Where a visit took place, given only with the visitor's consent. Degrees (WGS 84), metres. */
export const VisitPlace = z.object({
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
  accuracy: z.number().min(0).max(100_000),
})

const VisitContent = z.object({
  formId: z.string().max(60),
  formVersion: z.number().int().positive(),
  /** By the phone's clock; put right by how far it is off. */
  startedAt: Instant,
  endedAt: Instant,
  reached: z.boolean(),
  summary: z.string().min(1).max(2000),
  nextOn: LegalDay.optional(),
  answers: z.record(z.string(), z.unknown()),
  place: VisitPlace.optional(),
})

/** What a phone sends; the operation's id is the id of the visit, the file or the newcomer that it makes. */
export const FieldBody = z.discriminatedUnion('kind', [
  VisitContent.extend({
    kind: z.literal('visit'),
    householdId: Id,
    facts: z.array(StatedFact).max(200),
  }),
  z.object({
    kind: z.literal('file'),
    visitId: Id,
    question: z.string().max(80),
    mediaType: z.enum(['image/jpeg', 'image/png']),
    /** Base64. */
    content: z.base64().max(700_000),
  }),
  z.object({
    kind: z.literal('pick'),
    questionId: Id,
    version: z.number().int().positive(),
    choice: z.number().int().min(0),
    reason: z.string().min(2).max(300),
  }),
  z.object({
    kind: z.literal('undo'),
    questionId: Id,
    version: z.number().int().positive(),
    reason: z.string().min(2).max(300),
  }),
  z.object({
    kind: z.literal('newcomer'),
    orgPath: OrgPathText,
    address: z.string().max(200).optional(),
    head: z.object({
      name: z.string().min(1).max(50),
      idNumber: z.string().max(30).optional(),
      docMissingReason: z.string().max(100).optional(),
      sex: Sex.optional(),
      birthDate: LegalDay.optional(),
      phone: z.string().max(30).optional(),
    }),
    note: z.string().max(1000).optional(),
    seenAt: Instant,
  }),
  /** Answers to single questions, such as the one that decides a tier. */
  z.object({
    kind: z.literal('facts'),
    householdId: Id,
    facts: z.array(StatedFact).min(1).max(50),
    statedAt: Instant,
  }),
  /** An assessment scale that was filled in; the server scores it again. */
  z.object({
    kind: z.literal('scale'),
    householdId: Id,
    instrument: z.string().max(60),
    personId: Id.optional(),
    mode: z.enum(['self', 'interview', 'observer']),
    respondent: z.enum(['self', 'proxy']),
    answers: z.record(z.string().max(40), z.union([z.number().int(), z.literal('not-applicable')])),
    takenAt: Instant,
  }),
])

export const FieldOperation = z.object({
  id: Id,
  seq: z.number().int().positive(),
  writtenAt: Instant,
  body: FieldBody,
})

export const FieldReceipt = z.object({
  id: Id,
  seq: z.number().int(),
  outcome: z.enum(['applied', 'asked', 'refused']),
  refusal: z.object({ code: z.string(), message: z.string() }).optional(),
  questions: z.array(Id).optional(),
})

export const Voice = z.object({
  value: Value,
  sourceKind: z.string(),
  sourceName: z.string(),
  by: z.string().nullable(),
  validFrom: LegalDay,
  learnedAt: Instant,
})

export const FactQuestion = z.object({
  id: Id,
  householdId: Id,
  headName: z.string(),
  orgName: z.string(),
  entityKind: z.enum(['household', 'person']),
  entityId: Id,
  /** Name of the member that it is about; null: the household. */
  member: z.string().nullable(),
  fact: z.string(),
  state: z.enum(['open', 'settled']),
  voices: z.array(Voice),
  choice: z.number().int().nullable(),
  steps: z.array(
    z.object({
      kind: z.enum(['pick', 'undo']),
      choice: z.number().int(),
      reason: z.string(),
      by: z.string(),
      at: Instant,
    }),
  ),
  openedAt: Instant,
  version: z.number().int(),
})

/** A household as a phone carries it: never protected facts, never whole numbers of identity cards or telephones. */
export const PackedHousehold = z.object({
  id: Id,
  no: z.string(),
  headName: z.string(),
  orgPath: OrgPathText,
  orgName: z.string(),
  address: z.string().nullable(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  tier: z.number().int().nullable(),
  status: z.string(),
  nextContactOn: LegalDay.nullable(),
  lastContactAt: Instant.nullable(),
  members: z.array(
    z.object({
      personId: Id,
      name: z.string(),
      relation: z.string(),
      sex: Sex.nullable(),
      birthDate: LegalDay.nullable(),
      phoneMasked: z.string().nullable(),
    }),
  ),
  facts: z.array(
    z.object({
      entityId: Id,
      fact: z.string(),
      value: Value,
      validFrom: LegalDay,
      source: z.string(),
      by: z.string().nullable(),
    }),
  ),
  receiving: z.array(z.string()),
  openGaps: z.number().int(),
  openNeeds: z.number().int(),
  visitedAt: Instant.nullable(),
  /** Where it stands by the scheme, as all may know who accompany it; null: not assessed yet. */
  assessment: z
    .object({
      proposed: z.number().int(),
      possible: z.number().int(),
      state: z.enum(['open', 'second', 'settled']),
      tier: z.number().int().nullable(),
      dueOn: LegalDay.nullable(),
      on: LegalDay,
    })
    .nullable(),
  /** The latest complete score of each scale for each person; never of psychological ones. */
  scores: z.array(
    z.object({
      personId: Id.nullable(),
      instrument: z.string(),
      score: z.number().int(),
      onDay: LegalDay,
    }),
  ),
})

export const FieldForm = z.object({
  id: z.string(),
  version: z.number().int(),
  title: Text,
  definition: z.record(z.string(), z.unknown()),
})

/** What a running campaign asks of the one who carries the phone. */
export const AskedCampaign = z.object({
  id: Id,
  title: z.string(),
  formId: z.string(),
  /** The version that the campaign was begun with, whatever was published since. */
  formVersion: z.number().int(),
  dueOn: LegalDay,
  /** Households of the caller that answered already. */
  done: z.number().int(),
  /** Those still to be asked; `triedAt`: when somebody was last there in vain. */
  households: z.array(z.object({ id: Id, triedAt: Instant.nullable() })),
})

export const FieldDevice = z.object({
  id: Id,
  name: z.string(),
  owner: z.string(),
  own: z.boolean(),
  state: z.enum(['active', 'revoked']),
  households: z.number().int(),
  leaseUntil: Instant,
  lastSeenAt: Instant,
  registeredAt: Instant,
  orgName: z.string(),
  revoked: z.object({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
})

/** What opens a phone's store, together with the passphrase that never leaves the phone. */
export const Lease = z.object({
  deviceId: Id,
  /** 32 random bytes, base64: the server's part of the key. */
  share: z.string(),
  leaseUntil: Instant,
  serverNow: Instant,
})

export const Newcomer = z.object({
  id: Id,
  name: z.string(),
  address: z.string().nullable(),
  at: Instant,
  candidates: z.array(
    z.object({ householdId: Id, no: z.string(), headName: z.string(), address: z.string().nullable() }),
  ),
  version: z.number().int(),
})

export const VisitView = z.object({
  id: Id,
  householdId: Id,
  headName: z.string(),
  form: FieldForm,
  by: z.string(),
  startedAt: Instant,
  endedAt: Instant,
  receivedAt: Instant,
  clockOffSeconds: z.number().int(),
  reached: z.boolean(),
  answers: z.record(z.string(), z.unknown()),
  place: VisitPlace.nullable(),
  orgName: z.string(),
  householdNo: z.string(),
  /** Metres between the place and the address, where both are known. */
  homeMetres: z.number().int().nullable(),
  files: z.array(z.object({ id: Id, question: z.string(), mediaType: z.string(), bytes: z.number().int() })),
})

/** A visit in a list. */
export const VisitRow = z.object({
  id: Id,
  householdId: Id,
  headName: z.string(),
  orgPath: OrgPathText,
  orgName: z.string(),
  form: Text,
  formVersion: z.number().int(),
  by: z.string(),
  startedAt: Instant,
  minutes: z.number().int(),
  reached: z.boolean(),
  /** Photos and signatures. */
  files: z.number().int(),
  placed: z.boolean(),
})
