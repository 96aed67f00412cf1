import type { EventKind } from '../household/world.ts'
import type { LifeEvent } from '../synthetic-household.ts'

/** Events after which an advisor would go and see. */
const VISIT_WORTHY: ReadonlySet<LifeEvent['event']> = new Set<LifeEvent['event']>([
  'job-lost',
  'serious-illness',
  'disability-certified',
  'spouse-died',
  'parted',
  'fire',
  'traffic-accident',
  'other-accident',
  'domestic-violence',
  'suicide-risk',
  'child-unattended',
  'elder-unwell-alone',
  'no-food-or-shelter',
])

const NOTES: Readonly<Record<EventKind | 'child-born', (name: string) => string>> = {
  'job-lost': (name) => `${name}失去了工作`,
  'job-found': (name) => `${name}找到工作`,
  retired: (name) => `${name}办理退休`,
  'serious-illness': (name) => `${name}查出大病，开始治疗`,
  'disability-certified': (name) => `${name}领到残疾人证`,
  'spouse-died': (name) => `${name}的配偶去世`,
  parted: (name) => `${name}离婚，独自带孩子`,
  'child-born': (name) => `${name}出生`,
  fire: () => '家中失火，部分财物烧毁',
  'traffic-accident': (name) => `${name}遭遇交通事故受伤`,
  'other-accident': (name) => `${name}意外受伤`,
  'domestic-violence': (name) => `${name}反映遭受家庭暴力`,
  'suicide-risk': (name) => `${name}流露轻生念头，需要立即关注`,
  'child-unattended': (name) => `${name}无人照看`,
  'elder-unwell-alone': (name) => `${name}独自在家身体不适，被邻居发现`,
  'no-food-or-shelter': () => '家里断了伙食，住处也没有着落',
}

/** The sentence of an event for a timeline, in Chinese. */
export function eventNote(event: LifeEvent['event'], name: string): string {
  return NOTES[event](name)
}

export function isVisitWorthy(event: LifeEvent['event']): boolean {
  return VISIT_WORTHY.has(event)
}
