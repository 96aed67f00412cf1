import { z } from 'zod'
import { Id, Instant, LegalDay, OrgPathText, Text, Version } from './operation.ts'

const count = z.number().int()

/** A figure of a policy that can be another in a question. */
export const WhatIfFigure = z.object({
  name: z.string(),
  label: Text,
  type: z.enum(['money', 'ratio', 'integer']),
  unit: z.string(),
  /** Null: nobody knows it; a value can be tried. */
  value: z.number().nullable(),
  from: LegalDay.nullable(),
  verified: z.enum(['verified', 'second-hand', 'unverified']),
  source: z.string().nullable(),
  /** Other policies that rest on the same figure: it changes for them too when they are chosen. */
  sharedWith: z.array(z.string()),
})

/** A policy that questions can be asked of. */
export const WhatIfPolicy = z.object({
  id: z.string(),
  name: Text,
  category: z.string(),
  per: z.enum(['month', 'year', 'once']).nullable(),
  /** Whether the rule rests on protected facts: the server then reckons, and no columns leave it. */
  rests: z.enum(['ordinary', 'protected']),
  figures: z.array(WhatIfFigure),
})

/** What a question starts from. */
export const WhatIfSetting = z.object({
  date: LegalDay,
  libraryHash: z.string(),
  scope: z.object({ path: OrgPathText, name: z.string() }),
  households: count,
  streets: z.array(z.object({ path: OrgPathText, name: z.string() })),
  /** Where it is reckoned: here (`server`) when columns are not given to the reader, with the reason. */
  where: z.enum(['browser', 'server']),
  why: z.enum(['protected', 'too_many']).nullable(),
  /** The facts that the policies read. */
  facts: z.array(z.object({ entity: z.enum(['household', 'person']), name: z.string(), label: Text })),
})

/** A figure as it would be; money in yuan. */
export const WhatIfChange = z.object({
  policy: z.string().max(100),
  parameter: z.string().max(100),
  value: z.number().min(0).max(100_000_000),
})

/**
 * How things stand: pairs of household and policy that are eligible, undecided, and eligible with an amount that rests on something
 * unknown; fen of a month, of a year, and paid once.
 */
const Counted = z.object({
  eligible: count,
  unknown: count,
  open: count,
  month: count,
  year: count,
  once: count,
})

/** One part of the population. `better`, `worse`, `mixed` count households once each, over all policies. */
export const WhatIfPart = z.object({
  key: z.string(),
  households: count,
  before: Counted,
  after: Counted,
  gained: count,
  lost: count,
  better: count,
  worse: count,
  mixed: count,
})

const Totals = z.object({
  eligible: count,
  ineligible: count,
  unknown: count,
  fen: count,
  withoutAmount: count,
})

/** What other figures would do, for the whole, by policy and by part (`street`: paths, `kind`: kinds of household). */
export const WhatIfResult = z.object({
  households: count,
  persons: count,
  total: WhatIfPart,
  policies: z.array(
    z.object({
      policy: z.string(),
      per: z.enum(['month', 'year', 'once']).nullable(),
      before: Totals,
      after: Totals,
      gained: count,
      lost: count,
    }),
  ),
  groups: z.record(z.string(), z.array(WhatIfPart)),
})

/** A saved question with its answer and all that the answer rests on. */
export const WhatIfScenario = z.object({
  id: Id,
  name: z.string(),
  note: z.string(),
  orgPath: OrgPathText,
  orgName: z.string(),
  owner: z.string(),
  mine: z.boolean(),
  /** Number of the text shown, and all that were saved. */
  no: count,
  saves: z.array(z.object({ no: count, at: Instant, by: z.string() })),
  policies: z.array(
    z.object({ id: z.string(), name: Text, per: z.enum(['month', 'year', 'once']).nullable() }),
  ),
  changes: z.array(
    WhatIfChange.extend({
      label: Text,
      unit: z.string(),
      type: WhatIfFigure.shape.type,
      before: z.number().nullable(),
      verified: WhatIfFigure.shape.verified,
    }),
  ),
  /** Figures of the chosen policies that nobody confirmed at their source and that the answer rests on. */
  unverified: z.array(
    z.object({
      label: Text,
      value: z.number().nullable(),
      unit: z.string(),
      verified: WhatIfFigure.shape.verified,
    }),
  ),
  date: LegalDay,
  libraryHash: z.string(),
  /** When the households were read. */
  readAt: Instant,
  /** Whether today's library is another than the one it was reckoned with. */
  outdated: z.boolean(),
  streets: z.array(z.object({ path: OrgPathText, name: z.string() })),
  result: WhatIfResult,
  version: Version,
})

export const WhatIfScenarioSummary = WhatIfScenario.pick({
  id: true,
  name: true,
  note: true,
  orgName: true,
  owner: true,
  mine: true,
  no: true,
  date: true,
  version: true,
}).extend({
  policies: z.array(z.object({ id: z.string(), name: Text })),
  savedAt: Instant,
  better: count,
  worse: count,
  /** Fen: what a year would cost more (12 months, and what is paid by the year), and what is paid once. */
  yearFen: count,
  onceFen: count,
})
