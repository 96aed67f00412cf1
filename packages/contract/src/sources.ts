import { z } from 'zod'
import { Id, Instant, LegalDay, OrgPathText, operation, Page, pageOf, Text } from './operation.ts'

/** How one source stands: when it last came, when it is due, what was refused, with whom it disagrees. */
export const SourceState = z.object({
  id: z.string(),
  name: Text,
  department: Text,
  everyMonths: z.number().int().nullable(),
  sampleFile: z.string().nullable(),
  /** Made by this office, not of the district's folder. */
  own: z.boolean(),
  last: z
    .object({
      importId: Id,
      fileName: z.string(),
      asOf: LegalDay.nullable(),
      at: Instant,
      rows: z.number().int(),
      accepted: z.number().int(),
      refused: z.number().int(),
      review: z.number().int(),
    })
    .nullable(),
  /** The day on which the next list is due; null where none is expected. */
  dueOn: LegalDay.nullable(),
  late: z.boolean(),
  imports: z.number().int(),
  /** Refused rows of all imports that stand, as a share of their rows; null when there were none. */
  refusedShare: z.number().nullable(),
  withdrawn: z.number().int(),
  /** Open contradictions in which it wins, and loses. */
  wins: z.number().int(),
  loses: z.number().int(),
})

export const Conflict = z.object({
  householdId: Id,
  headName: z.string(),
  orgName: z.string(),
  entityKind: z.enum(['household', 'person']),
  entityId: Id,
  personName: z.string().nullable(),
  fact: z.string(),
  wins: Text,
  winsValue: z.unknown(),
  loses: Text,
  losesValue: z.unknown(),
  byRule: z.enum(['order', 'newest']),
  since: Instant,
})

/** A key of a department that pushes. */
export const SourceKey = z.object({
  id: Id,
  source: z.string(),
  sourceName: Text,
  label: z.string(),
  madeBy: z.string(),
  madeAt: Instant,
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
})

export const sources = {
  overview: operation({
    method: 'GET',
    path: '/sources',
    tag: 'sources',
    summary: 'How fresh and how good each source is, and which of them wins for which fact',
    permission: 'import.read',
  }).output(
    z.object({
      sources: z.array(SourceState),
      /** By `<entity>.<fact>`: sources, the one that wins first; elsewhere the newest wins. */
      order: z.array(
        z.object({ entityKind: z.enum(['household', 'person']), fact: z.string(), sources: z.array(Text) }),
      ),
      conflicts: z.number().int(),
      /** Values typed in the last 90 days although a source had brought them. */
      typedTwice: z.number().int(),
    }),
  ),
  conflicts: operation({
    method: 'GET',
    path: '/sources/conflicts',
    tag: 'sources',
    summary:
      'Facts of which two sources say different things, with both values and the rule by which one wins',
    permission: 'household.read',
  })
    .input(Page.extend({ source: z.string().max(80).optional(), under: OrgPathText.optional() }))
    .output(pageOf(Conflict)),
  typedTwice: operation({
    method: 'GET',
    path: '/sources/typed-twice',
    tag: 'sources',
    summary:
      'Values that somebody typed although a source had brought them, by fact, source and unit, in the last 90 days',
    permission: 'import.read',
  }).output(
    z.array(
      z.object({
        entityKind: z.enum(['household', 'person']),
        fact: z.string(),
        source: Text,
        typedAs: z.string(),
        count: z.number().int(),
        people: z.number().int(),
        lastAt: Instant,
      }),
    ),
  ),
  keys: operation({
    method: 'GET',
    path: '/sources/keys',
    tag: 'sources',
    summary: 'Keys of departments that push; never their secrets',
    permission: 'source.key',
  }).output(z.array(SourceKey)),
  makeKey: operation({
    method: 'POST',
    path: '/sources/keys',
    tag: 'sources',
    summary: 'A key for a department that pushes; its secret is shown in this answer and never again',
    permission: 'source.key',
    ledger: 'source.key-made',
  })
    .input(z.object({ source: z.string().max(80), label: z.string().trim().min(2).max(80) }))
    .output(z.object({ key: z.string(), secret: z.string() })),
  revokeKey: operation({
    method: 'POST',
    path: '/sources/keys/{id}/revoke',
    tag: 'sources',
    summary: 'The key opens nothing any more',
    permission: 'source.key',
    ledger: 'source.key-revoked',
  })
    .input(z.object({ id: Id }))
    .output(z.object({})),
  push: operation({
    method: 'POST',
    path: '/push/{source}',
    tag: 'sources',
    summary: 'Rows of a department, signed with its key: the same reading, checks and lineage as a file',
    permission: 'public',
    ledger: 'import.start',
  })
    .input(
      z.object({
        source: z.string().max(80),
        /** The key as it was shown: `<district>.<id>`. */
        key: z.string().max(100),
        /** When it was signed; five minutes either way. */
        at: Instant,
        /** Different in every request: the same again is refused. */
        nonce: z.string().min(8).max(100),
        /** JSON text: `{ "asOf"?: day, "rows": [{ column: value }] }`; it is signed as it stands. */
        body: z.string().max(900_000),
        /** HMAC-SHA256, hex, with the secret, of `POST\n/api/push/<source>\n<at>\n<nonce>\n<body>`. */
        signature: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .output(
      z.object({
        importId: Id,
        rows: z.number().int(),
        accepted: z.number().int(),
        unchanged: z.number().int(),
        refused: z.number().int(),
        review: z.number().int(),
        errors: z.array(
          z.object({ row: z.number().int(), column: z.string().nullable(), code: z.string(), message: Text }),
        ),
      }),
    ),
}
