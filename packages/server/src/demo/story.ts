import type { Actor, NeedCategory, RootCause } from '@lastmile/domain'
import type { Rng } from '@lastmile/population'
import {
  addPlanItem,
  answerOrder,
  assignAdvisor,
  type CaseworkDeps,
  finishItem,
  giveOrder,
  handOverItem,
  nameWorker,
  openCase,
  proposeClosure,
  recordContact,
  reviewClosure,
  startItem,
  viewCase,
  writeCounselling,
  writeOpinion,
} from '../modules/casework/index.ts'
import type { StaffMember } from '../modules/identity/index.ts'
import { confirmNeed } from '../modules/needs/index.ts'
import type { Tx } from '../platform/db/index.ts'
import { actorFor, type People } from './people.ts'
import { STORY_TEXTS, type StoryTexts } from './texts.ts'
import type { Step } from './timeline.ts'

/** How far a story goes. The last step that is told; whatever comes later has not happened yet. */
export const STAGES = [
  'need',
  'assigned',
  'planned',
  'handed-over',
  'worker',
  'contacts',
  'finished',
  'proposed',
  'returned',
  'closed',
] as const
export type Stage = (typeof STAGES)[number]

export interface StoryPlan {
  readonly householdId: string
  readonly orgPath: string
  readonly headName: string
  readonly address: string
  readonly category: NeedCategory
  readonly cause: RootCause
  readonly evidence: string
  readonly start: Date
  readonly stage: Stage
}

export interface StoryWorld {
  readonly people: People
  readonly casework: CaseworkDeps
  as<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>
}

const DAY = 86_400_000

/** What one story knows while it is told. */
interface Telling {
  caseId: string
  needId: string
  itemId: string
  itemVersion: number
  worker: StaffMember | null
}

class Story {
  readonly #world: StoryWorld
  readonly #plan: StoryPlan
  readonly #rng: Rng
  readonly #texts: StoryTexts
  readonly #told: Telling = { caseId: '', needId: '', itemId: '', itemVersion: 1, worker: null }
  readonly steps: Step[] = []
  #at: number

  constructor(world: StoryWorld, plan: StoryPlan, rng: Rng) {
    this.#world = world
    this.#plan = plan
    this.#rng = rng
    this.#texts = STORY_TEXTS[plan.category]
    this.#at = plan.start.getTime()
  }

  get #open(): boolean {
    return this.#plan.stage !== 'closed'
  }

  #reaches(stage: Stage): boolean {
    return STAGES.indexOf(this.#plan.stage) >= STAGES.indexOf(stage)
  }

  /** Adds a step some days later, in working hours of Shanghai. */
  #then(days: number, actor: StaffMember, work: (tx: Tx) => Promise<unknown>): void {
    this.#at += days * DAY
    const morning = Math.floor(this.#at / DAY) * DAY + DAY / 24
    const at = new Date(morning + this.#rng.between(0, 8 * 60) * 60_000)
    this.steps.push({
      at,
      run: async () => {
        await this.#world.as(actorFor(actor), work)
      },
    })
  }

  tell(): Step[] {
    const { people } = this.#world
    const cadre = people.cadreOf(this.#plan.orgPath)
    const backbone = people.backboneOf(this.#plan.orgPath, this.#rng)
    const item = this.#rng.pick(this.#texts.items)
    const byOrganisation = item.forOrganisation && this.#rng.chance(0.8)
    const byWorker = !byOrganisation && this.#rng.chance(0.25)
    // A turn is taken only where the story gets as far, so that each organisation has work even in a small demo.
    const handedOver = byOrganisation && this.#reaches('handed-over')
    const organisation = handedOver ? people.organisation(this.#open) : ''
    const advisor = byWorker ? people.workerOf(people.organisation(this.#open), this.#open) : cadre
    this.#confirm(cadre)
    if (this.#reaches('assigned')) this.#assign(backbone, advisor)
    if (this.#reaches('planned')) this.#addItem(advisor, item)
    if (handedOver) this.#handOver(backbone, organisation)
    if (byOrganisation && this.#reaches('worker')) this.#nameWorker(organisation)
    if (this.#reaches('contacts')) this.#serve(advisor)
    if (this.#reaches('finished')) this.#finish(advisor)
    if (this.#reaches('proposed')) this.#close(advisor)
    return this.steps
  }

  #confirm(cadre: StaffMember): void {
    this.#then(0, cadre, async (tx) => {
      const { kinds, ownWords, wish } = this.#texts
      const urgency = this.#rng.between(1, 3)
      const words = this.#rng.pick(ownWords)
      const { needId, caseId } = await confirmNeed(
        tx,
        { openCase },
        {
          householdId: this.#plan.householdId,
          category: this.#plan.category,
          kind: kinds[ownWords.indexOf(words) % kinds.length],
          title: this.#texts.title,
          sourceKind: 'visit',
          evidence: this.#plan.evidence,
          rootCause: this.#plan.cause,
          urgency,
          ownWords: words,
          wish,
          consent: true,
        },
      )
      this.#told.needId = needId
      this.#told.caseId = caseId
    })
  }

  #assign(backbone: StaffMember, advisor: StaffMember): void {
    this.#then(this.#rng.between(1, 3), backbone, async (tx) => {
      const file = await viewCase(tx, this.#told.caseId)
      await assignAdvisor(tx, { id: file.id, version: file.version, advisorId: advisor.id })
    })
  }

  #addItem(advisor: StaffMember, item: StoryTexts['items'][number]): void {
    this.#then(this.#rng.between(1, 4), advisor, async (tx) => {
      const added = await addPlanItem(tx, {
        id: this.#told.caseId,
        needId: this.#told.needId,
        kind: 'service',
        title: item.title,
        goal: item.goal,
        dueOn: new Date(tx.now.getTime() + this.#rng.between(14, 60) * DAY).toISOString().slice(0, 10),
      })
      this.#told.itemId = added.id
      this.#told.itemVersion = added.version
    })
  }

  #handOver(backbone: StaffMember, organisation: string): void {
    this.#then(this.#rng.between(1, 2), backbone, async (tx) => {
      const item = await handOverItem(tx, {
        itemId: this.#told.itemId,
        version: this.#told.itemVersion,
        organisationPath: organisation,
      })
      this.#told.itemVersion = item.version
    })
  }

  #nameWorker(organisation: string): void {
    const manager = this.#world.people.managerOf(organisation)
    const worker = this.#world.people.workerOf(organisation, this.#open)
    this.#told.worker = worker
    this.#then(this.#rng.between(1, 3), manager, async (tx) => {
      const item = await nameWorker(tx, {
        itemId: this.#told.itemId,
        version: this.#told.itemVersion,
        workerId: worker.id,
      })
      this.#told.itemVersion = item.version
      if (this.#rng.chance(0.5))
        await writeOpinion(tx, {
          householdId: this.#plan.householdId,
          body: `建议围绕“${this.#texts.title}”先做一次全面评估，再定服务频次；家属愿意配合。`,
        })
    })
  }

  #serve(advisor: StaffMember): void {
    const server = this.#told.worker ?? advisor
    this.#then(this.#rng.between(1, 5), server, async (tx) => {
      const item = await startItem(tx, {
        itemId: this.#told.itemId,
        version: this.#told.itemVersion,
      })
      this.#told.itemVersion = item.version
    })
    for (const summary of this.#texts.contacts) {
      const gap = this.#rng.between(7, 24)
      this.#then(gap, server, (tx) =>
        recordContact(tx, {
          householdId: this.#plan.householdId,
          at: tx.now.toISOString(),
          channel: summary.includes('电话') ? 'phone' : 'visit',
          minutes: this.#rng.between(10, 60),
          summary,
          reached: true,
          planItemId: this.#told.itemId,
          nextOn: new Date(tx.now.getTime() + 21 * DAY).toISOString().slice(0, 10),
        }),
      )
    }
    if (this.#plan.category === 'counselling' && server.role === 'social_worker')
      this.#then(0, server, (tx) =>
        writeCounselling(tx, this.#world.casework, {
          householdId: this.#plan.householdId,
          body: '愿意谈起家里的事，情绪比上次平稳；约好下次时间，继续陪伴。',
        }),
      )
    if (this.#rng.chance(0.3)) this.#order(advisor)
  }

  #order(advisor: StaffMember): void {
    const volunteer = this.#world.people.volunteer(this.#open)
    let orderId = ''
    this.#then(1, advisor, async (tx) => {
      const order = await giveOrder(tx, {
        id: this.#told.caseId,
        volunteerId: volunteer.id,
        what: this.#rng.pick(['陪同就医', '送一次菜', '修一下灯', '教用手机挂号', '陪老人散步']),
        callName: `${Array.from(this.#plan.headName)[0] ?? ''}家`,
        place: this.#plan.address,
        dueOn: new Date(tx.now.getTime() + 5 * DAY).toISOString().slice(0, 10),
      })
      orderId = order.id
    })
    this.#then(1, volunteer, (tx) => answerOrder(tx, { id: orderId, version: 1, action: 'accept' }))
    this.#then(3, volunteer, (tx) =>
      answerOrder(tx, {
        id: orderId,
        version: 2,
        action: 'done',
        report: '已完成，一切顺利',
        minutes: 60,
      }),
    )
  }

  #finish(advisor: StaffMember): void {
    const server = this.#told.worker ?? advisor
    this.#then(this.#rng.between(3, 14), server, (tx) =>
      finishItem(tx, this.#world.casework, {
        itemId: this.#told.itemId,
        version: this.#told.itemVersion,
        result: this.#texts.result,
        needMet: true,
      }),
    )
  }

  #close(advisor: StaffMember): void {
    const supervisor = this.#world.people.supervisor(this.#rng)
    let closureId = ''
    const propose = (assessment: string) =>
      this.#then(this.#rng.between(2, 10), advisor, async (tx) => {
        const file = await viewCase(tx, this.#told.caseId)
        const proposed = await proposeClosure(tx, {
          id: file.id,
          version: file.version,
          outcome: this.#rng.chance(0.7) ? 'met' : 'improved',
          assessment,
        })
        closureId = proposed.closures[0]?.id ?? ''
      })
    const review = (decision: 'approve' | 'return', comment: string) =>
      this.#then(this.#rng.between(1, 4), supervisor, (tx) =>
        reviewClosure(tx, { id: closureId, version: 1, decision, comment }),
      )
    propose(`${this.#texts.result}，回访确认，家庭表示满意。`)
    if (this.#plan.stage === 'returned') review('return', '请补充一次回访，说明后续怎么跟进。')
    if (this.#plan.stage !== 'closed') return
    if (this.#rng.chance(0.12)) {
      review('return', '请补充一次回访。')
      propose('已补充回访，情况稳定，约定每季度联系一次。')
    }
    review('approve', '同意结案，保持结对。')
  }
}

/** The steps of one household's story, from the confirmed need as far as its stage says. */
export function storySteps(world: StoryWorld, plan: StoryPlan, rng: Rng): Step[] {
  return new Story(world, plan, rng).tell()
}

/** Roughly how many days a story takes up to its stage, so that it can be placed before a day. */
export function daysUntil(stage: Stage): number {
  const days: Readonly<Record<Stage, number>> = {
    need: 2,
    assigned: 6,
    planned: 10,
    'handed-over': 12,
    worker: 16,
    contacts: 110,
    finished: 125,
    proposed: 135,
    returned: 140,
    closed: 165,
  }
  return days[stage]
}
