import { addDays, legalDateAt } from '@lastmile/domain'
import type { LinkModel } from '@lastmile/domain/linkage'
import type { Instrument, SchemeFile } from '@lastmile/measure'
import type { Library, LibrarySource, Signals } from '@lastmile/rules'
import type { Keyring } from '../platform/crypto/index.ts'
import type { Clock } from '../platform/db/index.ts'
import { Events } from '../platform/events/index.ts'
import { Jobs } from '../platform/jobs/index.ts'
import { verifyLedger } from '../platform/ledger/index.ts'
import type { ModuleRouters } from '../platform/operation/index.ts'
import type { Database } from '../platform/postgres/index.ts'
import {
  type AssessmentDeps,
  areaHardship,
  assessmentRouter,
  countWaiting,
  groupCondition,
  hardshipCondition,
  keepDay,
  listAlerts,
  reassess,
} from './assessment/index.ts'
import { type CaseworkDeps, caseworkRouter, openCase } from './casework/index.ts'
import {
  type DiscoveryDeps,
  discoveryRouter,
  doubtsRouter,
  importJobKind,
  type Layout,
  layoutsRouter,
  listImports,
  sourcesRouter,
  withdrawJobKind,
} from './discovery/index.ts'
import {
  answersToRead,
  type GuidanceDeps,
  guidanceRouter,
  listBulletins,
  listFeedback,
} from './guidance/index.ts'
import {
  type HouseholdDeps,
  householdsRouter,
  type ListConditions,
  ledgerSentences,
  linkageJobKind,
  linkageRouter,
  ownHousehold,
  policyName,
  recordBenefit,
  type SourceOrder,
} from './households/index.ts'
import { identityRouter } from './identity/index.ts'
import { type InsightDeps, insightRouter } from './insight/index.ts'
import { confirmNeed, needCondition, needsRouter } from './needs/index.ts'
import {
  changesToReview,
  DeskThread,
  gapCondition,
  gapsByMonth,
  gapsRouter,
  impactJobKind,
  LibraryHolder,
  libraryHash,
  listAnnouncements,
  listenForChanges,
  listGaps,
  losingHouseholds,
  openDoors,
  openNotices,
  type PolicyDeps,
  PreparedPopulations,
  policiesRouter,
  requestScreening,
  screeningJobKind,
  whatIfRouter,
} from './policies/index.ts'
import {
  listenForAlerts,
  listenForFacts,
  listSignals,
  type SignalDeps,
  signalCondition,
  signalJobKind,
  signalsRouter,
} from './signals/index.ts'
import { surveysRouter } from './surveys/index.ts'
import { type VisitDeps, visitsRouter } from './visits/index.ts'

/** What the modules stand on. Nothing of the process is read inside them. */
export interface Ground {
  readonly db: Database
  readonly clock: Clock
  readonly keys: Keyring
  /** The policies of the folder, with the dictionary of facts: the base line of what is in force. */
  readonly library: Library
  /** The texts that it was made from. */
  readonly librarySource: LibrarySource
  /** The rules of signals of the district. */
  readonly signals: Signals
  /** The department layouts of the district, by id. */
  readonly layouts: ReadonlyMap<string, Layout>
  /** Which source wins, by fact. */
  readonly sourceOrder: SourceOrder
  /** The assessment instruments, and the district's scheme of assessment: the base line below published ones. */
  readonly instruments: readonly Instrument[]
  readonly schemeFile: SchemeFile
  /** By what records of one person are recognised. */
  readonly linkModel: LinkModel
  /** Whether this data folder is a demo: its accounts and their password are public. */
  readonly demo: boolean
  /** How many days a phone opens without having reached the server (`districts/<district>/field.yaml`). */
  readonly leaseDays: number
  /** Told of unexpected errors in the code of a job. */
  readonly onJobError?: (error: unknown, job: { readonly id: string; readonly kind: string }) => void
}

/** The modules, put together: what the server, the command line and the demo work with. */
export interface Modules {
  readonly events: Events
  /** Not working yet: `work()` starts it in this process, `stop()` ends it. */
  readonly jobs: Jobs
  /** Starts when it is first asked; `close()` ends it. */
  readonly thread: DeskThread
  readonly routers: ModuleRouters
  readonly households: HouseholdDeps
  readonly casework: CaseworkDeps
  readonly discovery: DiscoveryDeps
  readonly assessment: AssessmentDeps
  readonly policies: PolicyDeps
  readonly signals: SignalDeps
  readonly guidance: GuidanceDeps
  readonly visits: VisitDeps
}

/**
 * Puts the modules together, in the order of the house: what a lower module needs from a higher one is handed in as a
 * function here, and what follows from an event is registered here.
 */
export function composeModules(ground: Ground): Modules {
  const { db, clock, keys, layouts, sourceOrder: order, demo, onJobError } = ground
  const events = new Events()
  const holder = new LibraryHolder({ source: ground.librarySource, library: ground.library }, (id, error) =>
    onJobError?.(error, { id, kind: 'library-change' }),
  )
  // Getters, never copied with a spread: the library is another after a publication.
  const households: HouseholdDeps = {
    facts: ground.library.facts,
    get library() {
      return holder.library
    },
    keys,
    events,
    order,
    conditions: () => conditions,
  }
  const discovery: DiscoveryDeps = {
    ...{ facts: ground.library.facts, keys, events, order, db, clock, layouts },
    linkModel: ground.linkModel,
    knowsPolicy: (policy) => holder.library.byId.has(policy),
  }
  const casework: CaseworkDeps = {
    keys,
    recordBenefit: (tx, benefit) => recordBenefit(tx, households, benefit),
  }
  const assessment: AssessmentDeps = {
    keys,
    events,
    instruments: ground.instruments,
    schemeFile: ground.schemeFile,
    library: async (tx) => (await holder.current(tx)).library,
    requestAll: (tx) => requestScreening(tx, jobs, 'published'),
    losingBenefits: (tx, days) => {
      const today = legalDateAt(tx.now)
      return losingHouseholds(tx, today, addDays(today, days))
    },
  }
  const thread = new DeskThread()
  const policies: PolicyDeps = {
    holder,
    thread,
    get library() {
      return holder.library
    },
    events,
    jobs: () => jobs,
    confirmNeed: (tx, need) => confirmNeed(tx, { openCase }, need),
    afterScreening: (tx, ids, library) => reassess(tx, assessment, ids, library),
    afterAll: (tx, districtPath) => keepDay(tx, assessment, districtPath),
  }
  listenForChanges(policies)
  const signals: SignalDeps = {
    signals: ground.signals,
    facts: ground.library.facts,
    events,
    assessment,
    jobs: () => jobs,
    confirmNeed: (tx, need) => confirmNeed(tx, { openCase }, need),
  }
  listenForFacts(signals)
  listenForAlerts(signals)
  const conditions: ListConditions = {
    group: groupCondition(assessment),
    gap: gapCondition(async (tx) => (await holder.current(tx)).library),
    signal: signalCondition(signals),
    need: needCondition,
    hardship: hardshipCondition(assessment),
  }
  const guidance: GuidanceDeps = {
    policyName: (policy) => policyName(holder.library, policy),
    knowsPolicy: (policy) => holder.library.byId.has(policy),
  }
  const visits: VisitDeps = {
    households,
    assessment,
    leaseDays: ground.leaseDays,
    currentLibrary: async (tx) => {
      const { library } = await holder.current(tx)
      return { library, hash: libraryHash(library) }
    },
  }
  const insight: InsightDeps = {
    gapsByMonth,
    hardship: (tx, range) => areaHardship(tx, assessment, range),
    openGaps: (tx, limit) => listGaps(tx, policies, { state: 'open', limit, offset: 0 }),
    unreadBulletins: (tx, limit) => listBulletins(tx, guidance, { box: 'unread', limit, offset: 0 }),
    answersToRead: (tx, limit) => answersToRead(tx, guidance, limit),
    looseFeedback: (tx, limit) => listFeedback(tx, guidance, { box: 'all', loose: true, limit, offset: 0 }),
    announcements: (tx, within, limit) => listAnnouncements(tx, policies, { within, limit, offset: 0 }),
    openSignals: (tx, query) => listSignals(tx, signals, query),
    openDoors,
    openNotices,
    changesToReview,
    urgentAlerts: async (tx, limit) =>
      (await listAlerts(tx, assessment, { state: 'open', limit, offset: 0 })).items,
    tiersWaiting: (tx) => countWaiting(tx, assessment),
    recentImports: (tx, limit) => listImports(tx, discovery, { limit, offset: 0 }),
    policyName: (policy) => policyName(holder.library, policy),
    sentences: (tx, rows) => ledgerSentences(tx, households, rows),
    verifyLedger: () => verifyLedger(db, clock),
  }
  const jobs: Jobs = new Jobs({
    db,
    clock,
    kinds: [
      importJobKind(discovery),
      withdrawJobKind(discovery),
      linkageJobKind(ground.linkModel),
      impactJobKind(policies),
      screeningJobKind(policies),
      signalJobKind(signals),
    ],
    ...(onJobError ? { onError: onJobError } : {}),
  })
  const routers: ModuleRouters = {
    identity: identityRouter({
      keys,
      demo,
      ownHousehold: async (tx) => (await ownHousehold(tx))?.id ?? null,
    }),
    households: householdsRouter(households),
    linkage: linkageRouter(households, () => jobs),
    discovery: discoveryRouter({ ...discovery, jobs }),
    sources: sourcesRouter(discovery),
    layouts: layoutsRouter(discovery),
    doubts: doubtsRouter(discovery),
    policies: policiesRouter(policies),
    assessment: assessmentRouter(assessment),
    gaps: gapsRouter({ policies, keys, jobs }),
    whatIf: whatIfRouter({ holder, prepared: new PreparedPopulations() }),
    needs: needsRouter({ openCase }),
    signals: signalsRouter(signals),
    guidance: guidanceRouter(guidance),
    casework: caseworkRouter(casework),
    visits: visitsRouter(visits),
    surveys: surveysRouter({ households }),
    insight: insightRouter(insight),
  }
  return {
    events,
    jobs,
    thread,
    routers,
    households,
    casework,
    discovery,
    assessment,
    policies,
    signals,
    guidance,
    visits,
  }
}
