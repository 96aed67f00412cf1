import type { Day } from '../chance/day.ts'
import type { Rng } from '../chance/rng.ts'
import { draw, type Weighted, weighted } from '../chance/weighted.ts'
import { ASSUMED } from '../distributions.ts'
import { yuan } from './health.ts'
import type { Disability, Education, Illness, Pension, SchoolStage, Sex, WorkSpell } from './person.ts'
import { startsWorkAt } from './schooling.ts'

type PensionDraw = Pension['kind'] | 'none'
const PENSION_KIND: Record<'residents' | 'village' | 'elsewhere', Weighted<PensionDraw>> = {
  residents: weighted<PensionDraw>(ASSUMED.pensionKind.residents),
  village: weighted<PensionDraw>(ASSUMED.pensionKind.village),
  elsewhere: weighted<PensionDraw>(ASSUMED.pensionKind.elsewhere),
}

/** The wage floor that full-time work is taken to keep, yuan (assumption; the legal figure lives in the policy library). */
const FULL_TIME_FLOOR = 2_740

export interface WorkContext {
  readonly asOf: Day
  readonly start: Day
  readonly age: number
  readonly sex: Sex
  readonly local: boolean
  readonly rural: boolean
  readonly education: Education
  readonly school: SchoolStage
  readonly disability: Disability | null
  readonly illness: Illness | null
  /** Cares for a small child, so stays at home more often. */
  readonly caring: boolean
}

export interface WorkingLife {
  readonly work: WorkSpell[]
  readonly pension: Pension | null
}

/** A working life over the three years, with its pension; causes are illness, disability, lay-off, age, care. */
export function drawWorkingLife(context: WorkContext, rng: Rng): WorkingLife {
  const { age, sex, start, asOf } = context
  const always = (kind: WorkSpell['kind'], wage = 0): WorkSpell[] => [
    { from: start - 3650, kind, wage, involuntary: false, insuranceUntil: null },
  ]
  if (age < 16 || context.school !== 'none') return { work: always('schooling'), pension: null }

  const retiresAt = sex === 'male' ? 60 : rng.chance(0.62) ? 50 : 55
  const retired = age >= retiresAt
  const sinceRetirement = retired ? asOf - Math.floor((age - retiresAt + rng.unit()) * 365) : asOf
  const pension = retired ? drawPension(context, sinceRetirement, rng) : null
  if (retired && sinceRetirement <= start) {
    const stillWorks = age < 68 && rng.chance(context.local ? 0.07 : 0.2)
    return { work: stillWorks ? always('flexible', flexibleWage(context, rng)) : always('retired'), pension }
  }

  const drawn = drawFirstSpell(context, rng)
  const yearsAtWork = age - startsWorkAt(context.education)
  const began = asOf - Math.max(0, yearsAtWork) * 365 - rng.between(1, 360)
  const first = began > start ? { ...drawn, from: began } : drawn
  const work: WorkSpell[] = began > start ? [...always('schooling'), first] : [first]
  if (isWorking(first)) addIllnessOrLayOff(work, first, context, rng)
  if (retired) {
    const before = work.filter((spell) => spell.from < sinceRetirement)
    return {
      work: [...before, spellFrom(sinceRetirement, 'retired')],
      pension,
    }
  }
  return { work, pension }
}

function spellFrom(from: Day, kind: WorkSpell['kind']): WorkSpell {
  return { from, kind, wage: 0, involuntary: false, insuranceUntil: null }
}

/** Earning. */
export function isWorking(spell: WorkSpell): boolean {
  return spell.kind === 'employee' || spell.kind === 'flexible'
}

function drawFirstSpell(context: WorkContext, rng: Rng): WorkSpell {
  const { disability, illness, start } = context
  const spell = (kind: WorkSpell['kind'], wage = 0): WorkSpell => ({
    from: start - 1500,
    kind,
    wage,
    involuntary: false,
    insuranceUntil: null,
  })
  const severe = disability !== null && disability.grade <= 2 && disability.since <= start
  const mind =
    disability !== null &&
    disability.grade === 3 &&
    (disability.type === 'mental' || disability.type === 'intellectual')
  if (severe && rng.chance(0.88)) return spell('at_home')
  if (mind && rng.chance(0.75)) return spell('at_home')
  if (disability !== null && !severe && rng.chance(0.35)) return spell('at_home')
  if (illness !== null && illness.since <= start && rng.chance(ASSUMED.illnessStopsWork))
    return spell('at_home')
  const rates = ASSUMED.employment
  const rate = context.local
    ? context.sex === 'male'
      ? rates.localMale
      : rates.localFemale
    : context.sex === 'male'
      ? rates.otherMale
      : rates.otherFemale
  if (!rng.chance(context.caring ? rate * 0.82 : rate)) {
    return spell(rng.chance(context.sex === 'male' ? 0.55 : 0.25) ? 'jobless' : 'at_home')
  }
  if (rng.chance(ASSUMED.flexibleShare[context.education]))
    return spell('flexible', flexibleWage(context, rng))
  return spell('employee', fullTimeWage(context, rng))
}

/** Within the three years: a serious illness that ends work, or a lay-off and perhaps a new job. */
function addIllnessOrLayOff(work: WorkSpell[], first: WorkSpell, context: WorkContext, rng: Rng): void {
  const { illness, disability, start, asOf, age, education } = context
  if (
    illness !== null &&
    illness.since > Math.max(start, first.from) &&
    rng.chance(ASSUMED.illnessStopsWork)
  ) {
    work.push(spellFrom(Math.min(asOf, illness.since + rng.between(3, 60)), 'at_home'))
    return
  }
  if (disability !== null && disability.grade <= 2 && disability.since > Math.max(start, first.from) + 91) {
    work.push(spellFrom(Math.max(start + 1, disability.since - rng.between(0, 90)), 'at_home'))
    return
  }
  const schooling = education === 'college' ? 0.6 : education === 'senior_high' ? 1 : 1.5
  const yearly = ASSUMED.jobLossYearly * schooling * (age >= 45 ? 1.3 : 1)
  const yearsUntil = rng.exponential(1 / yearly)
  const lost = Math.max(start, first.from) + Math.floor(yearsUntil * 365)
  if (lost >= asOf - 3) return
  const involuntary = rng.chance(ASSUMED.jobLossInvoluntary)
  const insured = involuntary && first.kind === 'employee' && rng.chance(ASSUMED.unemploymentBenefitTakeUp)
  const insuranceUntil = insured ? lost + 30 * rng.between(4, Math.min(24, 6 + Math.max(0, age - 24))) : null
  const mean = age >= 45 ? ASSUMED.joblessMonths.older : ASSUMED.joblessMonths.young
  const again = lost + 20 + Math.floor(rng.exponential(mean * 30))
  const until = insuranceUntil === null ? null : Math.min(insuranceUntil, again)
  work.push({ from: lost, kind: 'jobless', wage: 0, involuntary, insuranceUntil: until })
  if (again >= asOf - 3) return
  const wage = yuan((first.wage / 100) * (0.72 + 0.25 * rng.unit()), 10)
  work.push({
    from: again,
    kind: rng.chance(0.4) ? 'flexible' : 'employee',
    wage: Math.max(wage, yuan(1_600)),
    involuntary: false,
    insuranceUntil: null,
  })
}

function baseWage(context: WorkContext, rng: Rng): number {
  const median =
    ASSUMED.wageMedian[context.education] * (context.sex === 'female' ? 0.88 : 1) * (context.local ? 1 : 0.94)
  return rng.logNormal(context.disability ? median * 0.7 : median, ASSUMED.wageSigma)
}

function fullTimeWage(context: WorkContext, rng: Rng): number {
  return yuan(Math.max(FULL_TIME_FLOOR, baseWage(context, rng)), rng.chance(0.8) ? 100 : 10)
}

function flexibleWage(context: WorkContext, rng: Rng): number {
  return yuan(Math.max(600, baseWage(context, rng) * 0.68), rng.chance(0.7) ? 100 : 10)
}

function drawPension(context: WorkContext, from: Day, rng: Rng): Pension | null {
  const kind = draw(
    PENSION_KIND[context.local ? (context.rural ? 'village' : 'residents') : 'elsewhere'],
    rng,
  )
  if (kind === 'none') return null
  const figure =
    kind === 'resident' && !context.local ? ASSUMED.pension.elsewhereResident : ASSUMED.pension[kind]
  // Women under 60 retire from employment; the residents' scheme pays from 60 on.
  if (context.age < 60 && kind === 'resident') return null
  return { kind, amount: yuan(rng.logNormal(figure.median, figure.sigma), 1), from }
}
