import type { Actor } from '@lastmile/domain'
import {
  answerBulletin,
  answerTopic,
  type GuidanceDeps,
  gatherFeedback,
  publishBulletin,
  readBulletin,
  writeFeedback,
} from '../modules/guidance/index.ts'
import type { StaffMember } from '../modules/identity/index.ts'
import type { Tx } from '../platform/db/index.ts'
import { actorFor } from './people.ts'
import type { Step } from './timeline.ts'

const DAY = 86_400_000

export interface GuidanceWorld {
  readonly guidance: GuidanceDeps
  readonly bureau: StaffMember
  /** Advisors, in an order that stays the same. */
  readonly advisors: readonly StaffMember[]
  readonly now: Date
  as<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>
}

const BULLETINS = [
  {
    daysAgo: 40,
    title: '低保怎么申请：一张图说清楚',
    body: '## 三句话\n\n- 向户籍所在街镇的受理中心提出申请\n- 说不清的材料，先来问，不要让居民白跑\n- 家庭情况变了，要及时告诉街镇\n\n标准和条件见[政策库](/policies/dibao)。',
  },
  {
    daysAgo: 6,
    title: '上门时多问一句：家里有人看病花了大钱吗',
    body: '看病自付多的家庭，可能符合医疗救助。\n\n- 请看票据，不要只听口述\n- 带走的材料当场写清单\n\n条件见[政策库](/policies)。',
  },
] as const

const QUESTION = {
  text: '居民材料不齐，应该怎么办？',
  options: ['先问清楚缺什么，一次告知', '让居民回去再想想'],
  right: 0,
  why: '一次告知，居民少跑路。',
}

/** Two bulletins that some have read, and feedback of which one piece is answered and one waits. */
export function guidanceSteps({ guidance, bureau, advisors, now, as }: GuidanceWorld): Step[] {
  const ago = (days: number) => new Date(now.getTime() - days * DAY)
  const steps: Step[] = []
  const does = (days: number, who: StaffMember, work: (tx: Tx) => Promise<unknown>) =>
    steps.push({
      at: ago(days),
      run: async () => {
        await as(actorFor(who), work)
      },
    })
  for (const { daysAgo, title, body } of BULLETINS) {
    let id = ''
    does(daysAgo, bureau, async (tx) => {
      const sent = await publishBulletin(tx, guidance, {
        title,
        body,
        policies: ['dibao'],
        questions: [QUESTION],
        roles: ['backbone', 'cadre', 'social_worker', 'org_manager'],
        units: [],
      })
      id = sent.id
    })
    // Two of three have read it; every fourth of them chose wrongly.
    for (const [index, advisor] of advisors.entries()) {
      if (index % 3 === 2) continue
      does(daysAgo - 1 - (index % 4), advisor, async (tx) => {
        await readBulletin(tx, guidance, { id, no: 1 })
        if (index % 2 === 0)
          await answerBulletin(tx, guidance, { id, no: 1, answers: [index % 8 === 0 ? 1 : 0] })
      })
    }
  }
  const [first, second] = advisors
  if (!first || !second) return steps
  let feedbackId = ''
  does(20, first, async (tx) => {
    const written = await writeFeedback(tx, guidance, {
      policy: 'dibao',
      what: '申请时要交的证明太多，老人跑了几趟',
      fallsThrough: '独居、子女不在身边的老人',
      households: 8,
      residentWords: '跑了三趟还差一张纸',
    })
    feedbackId = written.id
  })
  does(15, bureau, async (tx) => {
    const topic = await gatherFeedback(tx, guidance, { title: '证明材料太多', feedbackIds: [feedbackId] })
    await answerTopic(tx, guidance, {
      id: topic.id,
      version: topic.version,
      state: 'answered',
      answer: '受理时请一次告知要带什么；能由部门核对的，不再让居民开证明。',
    })
  })
  does(3, second, (tx) =>
    writeFeedback(tx, guidance, {
      policy: 'dibao',
      what: '收旧货的三轮车被当成车辆，居民不敢来申请',
      fallsThrough: '靠收旧货过日子的家庭',
      households: 12,
    }),
  )
  return steps
}
