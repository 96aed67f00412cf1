import type { Permission } from '@lastmile/domain'
import { oc } from '@orpc/contract'
import { z } from 'zod'

/**
 * What every operation declares beside its path: who may call it and what the ledger says of it.
 * The server refuses to start when an operation has no permission.
 */
export interface OperationMeta {
  /** A permission of the table in domain, or `public` (no session) or `self` (any signed-in account, about itself). */
  readonly permission: Permission | 'public' | 'self'
  /** The ledger action that a successful call writes, or null for reads that concern no household. */
  readonly ledger: string | null
  /** Whether the answer is large and travels compressed where the caller takes it. Nothing secret may stand beside what the caller chose. */
  readonly compress?: boolean
}

const base = oc.$meta<OperationMeta>({ permission: 'self', ledger: null }).errors({})

export interface OperationSpec {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: `/${string}`
  readonly tag: string
  readonly summary: string
  readonly permission: OperationMeta['permission']
  readonly ledger?: string
  readonly compress?: boolean
}

/** Begins an operation: route, tag, permission and ledger line in one declaration. Add `.input()` and `.output()`. */
export function operation(spec: OperationSpec) {
  return base
    .route({
      method: spec.method,
      path: spec.path,
      tags: [spec.tag],
      summary: spec.summary,
      inputStructure: 'compact',
    })
    .meta({
      permission: spec.permission,
      ledger: spec.ledger ?? null,
      ...(spec.compress ? { compress: true } : {}),
    })
}

export const Id = z.uuid()
export const LegalDay = z.iso.date()
export const Instant = z.iso.datetime()
export const Text = z.object({ zh: z.string(), en: z.string() })
export const OrgPathText = z.string().regex(/^([A-Za-z0-9-]+\/)+$/)
/** Lost updates are refused: a change names the version that it saw. */
export const Version = z.number().int().positive()
/** A repeated write with the same key gets the first answer again and changes nothing. Send it on every POST that creates. */
export const IdempotencyKey = z.uuid()

/** Yes or no, as JSON or as the word of an address: `z.coerce.boolean()` would take the word "false" for yes. */
export const Flag = z
  .union([z.boolean(), z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] })])
  .default(false)

export const Page = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).default(0),
})

/** One page of a list with the whole count in the caller's scope. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), total: z.number().int() })
}

/** The import that brought a fact, named only to those who may open it. */
export const FactOrigin = z.object({ importId: Id, row: z.number().int().nullable() })
export type FactOrigin = z.infer<typeof FactOrigin>

/** The answer tree of every verdict: sentence, value, the facts it rests on, the clause. */
export interface Because {
  text: { zh: string; en: string }
  value: boolean | number | string | null
  kind?: string | undefined
  citation?:
    | {
        document: string
        number?: string | undefined
        clause?: string | undefined
        verified: 'verified' | 'second-hand' | 'unverified'
      }
    | undefined
  facts?:
    | {
        fact: string
        value: unknown
        member?: string | undefined
        source?: string | undefined
        day?: string | undefined
        origin?: FactOrigin | undefined
      }[]
    | undefined
  children?: Because[] | undefined
}
export const Because: z.ZodType<Because> = z.lazy(() =>
  z.object({
    text: Text,
    value: z.union([z.boolean(), z.number(), z.string(), z.null()]),
    kind: z.string().optional(),
    citation: z
      .object({
        document: z.string(),
        number: z.string().optional(),
        clause: z.string().optional(),
        verified: z.enum(['verified', 'second-hand', 'unverified']),
      })
      .optional(),
    facts: z
      .array(
        z.object({
          fact: z.string(),
          value: z.unknown(),
          member: z.string().optional(),
          source: z.string().optional(),
          day: z.string().optional(),
          origin: FactOrigin.optional(),
        }),
      )
      .optional(),
    children: z.array(Because).optional(),
  }),
)

/** A person who works, as others see them. */
export const StaffRef = z.object({
  id: Id,
  name: z.string(),
  role: z.string(),
  orgPath: OrgPathText,
  orgName: z.string(),
})
