import type {
  Announcement,
  BulletinRow,
  Feedback,
  Gap,
  LibraryChangeSummary,
  UrgentAlert,
} from '@lastmile/contract'
import type { z } from 'zod'
import type { Tx } from '../../platform/db/index.ts'
import type { LedgerVerification } from '../../platform/ledger/index.ts'
import type { AreaHardship } from '../assessment/index.ts'
import type { BatchView } from '../discovery/index.ts'
import type { OpenDoors } from '../policies/index.ts'
import type { SignalQuery, SignalView } from '../signals/index.ts'
import type { LedgerEntryRow } from './store.ts'

/** Org paths `[lo, hi)` and the first day. */
export interface MonthRange {
  readonly lo: string
  readonly hi: string
  readonly from: string
}

/** What this module is handed by app.ts from the modules before it. */
export interface InsightDeps {
  /** Gaps found in each month from a day on. */
  gapsByMonth(tx: Tx, range: MonthRange): Promise<{ readonly month: string; readonly count: number }[]>
  /** In which dimensions households of an area are in hardship. */
  hardship(tx: Tx, range: { readonly lo: string; readonly hi: string }): Promise<AreaHardship>
  /** Open gaps in the actor's area, the newest first, with their whole number. */
  openGaps(tx: Tx, limit: number): Promise<{ items: z.infer<typeof Gap>[]; total: number }>
  /** Bulletins that the actor has not read, the newest first. */
  unreadBulletins(tx: Tx, limit: number): Promise<{ items: z.infer<typeof BulletinRow>[]; total: number }>
  /** The actor's own feedback on policies whose answer is new to them. */
  answersToRead(tx: Tx, limit: number): Promise<z.infer<typeof Feedback>[]>
  /** Feedback that belongs to no question yet, the newest first. */
  looseFeedback(tx: Tx, limit: number): Promise<{ items: z.infer<typeof Feedback>[]; total: number }>
  /** What households in the actor's area will gain or lose within some days, the nearest first. */
  announcements(
    tx: Tx,
    within: number,
    limit: number,
  ): Promise<{ items: z.infer<typeof Announcement>[]; total: number }>
  /** Signals in the actor's reach, the most urgent first. */
  openSignals(tx: Tx, query: SignalQuery): Promise<{ items: SignalView[]; total: number }>
  /** Changes of policy whose households in the actor's reach are not all told, with how many and how many of them lose. */
  openDoors(tx: Tx): Promise<OpenDoors[]>
  /** Letters to households that lose something: how many wait in the actor's reach, how many are late, and the nearest day. */
  openNotices(tx: Tx): Promise<{ open: number; late: number; next: string | null }>
  /** Changes of the library that somebody else proposed. */
  changesToReview(tx: Tx): Promise<z.infer<typeof LibraryChangeSummary>[]>
  /** Urgent alerts in the actor's reach, the most pressing first. */
  urgentAlerts(tx: Tx, limit: number): Promise<z.infer<typeof UrgentAlert>[]>
  /** How many tiers wait for the actor's word, how many of them are grave, and how many assessments are due again. */
  tiersWaiting(tx: Tx): Promise<{ toConfirm: number; grave: number; due: number }>
  /** Imports of the actor's range, the newest first. */
  recentImports(tx: Tx, limit: number): Promise<{ items: BatchView[]; total: number }>
  /** The names of policies. */
  policyName(policy: string): { zh: string; en: string }
  /** One sentence for each ledger entry (households keeps the table of sentences). */
  sentences(tx: Tx, rows: readonly LedgerEntryRow[]): Promise<{ zh: string; en: string }[]>
  /** Walks the sealed chain. */
  verifyLedger(): Promise<LedgerVerification>
}
