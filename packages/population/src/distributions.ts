/**
 * Every figure that the synthetic district is drawn from, in one place. `CENSUS` is counted, with its source; whatever
 * stands under `ASSUMED` is our assumption: chosen to look like life, tied to no survey, free to be replaced. The README
 * of this package says the same in words.
 */

/** Census of 2020-11-01, Qingpu District: https://www.shqp.gov.cn/stat/tjzwgk/sqsl/qgrk/20221108/1046352.html */
export const CENSUS = {
  residents: 1_271_424,
  fromOtherProvinces: 724_106,
  familyHouseholds: 519_276,
  familyPersons: 1_141_674,
  collectivePersons: 129_750,
  male: 694_529,
  aged0To14: 112_701,
  aged60Plus: 211_573,
  aged65Plus: 146_966,
  urban: 946_567,
} as const

/**
 * The generator draws family households. People in collective households are taken to be 15 to 59 years old and mostly
 * from other provinces (assumption), which gives these shares for the people of families.
 */
export const FAMILY_TARGETS = {
  meanSize: CENSUS.familyPersons / CENSUS.familyHouseholds,
  aged0To14: CENSUS.aged0To14 / CENSUS.familyPersons,
  aged60Plus: CENSUS.aged60Plus / CENSUS.familyPersons,
  aged65Plus: CENSUS.aged65Plus / CENSUS.familyPersons,
  /** 90 % of the people in collective households are taken to come from other provinces (assumption). */
  fromOtherProvinces: (CENSUS.fromOtherProvinces - 0.9 * CENSUS.collectivePersons) / CENSUS.familyPersons,
  /** 70 % of the people in collective households are taken to be men (assumption). */
  male: (CENSUS.male - 0.7 * CENSUS.collectivePersons) / CENSUS.familyPersons,
  urban: CENSUS.urban / CENSUS.residents,
} as const

export const ASSUMED = {
  /** Share of households whose register (户口) is in Shanghai, by kind of committee. */
  localHouseholds: { residents: 0.42, village: 0.475 },
  /** A village committee's weight beside a residents' committee of the same street, where the org list has no weights. */
  villageWeight: 0.31,
  /** Share of spouses from another province in local households. */
  spouseFromElsewhere: 0.09,
  permit: { holds: 0.58, meanYears: 5 },

  /** Certificate holders among people registered in Shanghai, by age; others hold half as often. */
  disabilityByAge: [
    { below: 18, share: 0.008 },
    { below: 40, share: 0.019 },
    { below: 60, share: 0.038 },
    { below: 75, share: 0.06 },
    { below: 200, share: 0.085 },
  ],
  disabilityGrade: [
    [1, 12],
    [2, 22],
    [3, 30],
    [4, 36],
  ],
  disabilityType: [
    ['physical', 51],
    ['visual', 14],
    ['hearing', 12],
    ['speech', 1.5],
    ['intellectual', 9],
    ['mental', 10],
    ['multiple', 2.5],
  ],
  /** Adult children who live with elderly parents hold a certificate more often. */
  disabledAdultChildFactor: 4,

  seriousIllnessByAge: [
    { below: 18, share: 0.001 },
    { below: 40, share: 0.0028 },
    { below: 60, share: 0.011 },
    { below: 75, share: 0.026 },
    { below: 200, share: 0.032 },
  ],
  /** Of those, fallen ill within the last three years. */
  illnessWithinThreeYears: 0.55,
  illnessStopsWork: 0.55,
  /** Self-paid in the first year of a serious illness, yuan: median, and sigma of its logarithm. */
  illnessFirstYear: { median: 30_000, sigma: 0.95 },
  chronicByAge: [
    { below: 18, share: 0.02 },
    { below: 40, share: 0.08 },
    { below: 60, share: 0.27 },
    { below: 75, share: 0.57 },
    { below: 200, share: 0.72 },
  ],

  /** Median monthly wage by schooling, yuan; women × 0.88, people from elsewhere × 0.94, flexible work × 0.68. */
  wageMedian: { none: 3_600, primary: 4_100, junior: 5_200, senior_high: 6_800, college: 10_800 },
  wageSigma: 0.36,
  employment: { localMale: 0.86, localFemale: 0.8, otherMale: 0.94, otherFemale: 0.8 },
  flexibleShare: { college: 0.06, senior_high: 0.14, junior: 0.24, primary: 0.38, none: 0.5 },
  /** Laid off or left, a year; × 1.5 with junior schooling or less, × 0.6 with college. */
  jobLossYearly: 0.026,
  jobLossInvoluntary: 0.7,
  unemploymentBenefitTakeUp: 0.76,
  /** Months until the next job: mean below and from 45 years of age. */
  joblessMonths: { young: 6, older: 15 },

  /** Pensions of retired people registered in Shanghai, yuan a month. `land`: land-requisition and town schemes. */
  pensionKind: {
    residents: [
      ['employee', 82],
      ['land', 11],
      ['resident', 6],
      ['none', 1],
    ],
    village: [
      ['employee', 38],
      ['land', 36],
      ['resident', 24],
      ['none', 2],
    ],
    elsewhere: [
      ['employee', 22],
      ['resident', 66],
      ['none', 12],
    ],
  },
  pension: {
    employee: { median: 4_700, sigma: 0.24 },
    land: { median: 3_100, sigma: 0.12 },
    resident: { median: 1_580, sigma: 0.1 },
    elsewhereResident: { median: 320, sigma: 0.35 },
  },
  /** Support from children who live elsewhere, for elders alone: share, and yuan a month. */
  familySupport: { share: 0.74, median: 900, sigma: 0.5 },
  /** The same for younger households that have next to nothing of their own. */
  supportWithoutIncome: { share: 0.72, median: 2_600, sigma: 0.5 },

  /** Death of an elder's spouse, parting of a couple with children, within three years. */
  widowedWithinThreeYears: 0.14,
  partedWithinThreeYears: 0.4,

  /** Sudden events a year and household. */
  fireYearly: 0.0004,
  trafficAccidentYearly: 0.0014,
  otherAccidentYearly: 0.001,

  /** Crises a year and household in ordinary life; hardship multiplies them. */
  crisisYearly: {
    'domestic-violence': 0.0007,
    'suicide-risk': 0.0003,
    'child-unattended': 0.0009,
    'elder-unwell-alone': 0.0022,
    'no-food-or-shelter': 0.0001,
  },
  crisisInHardship: 7,
} as const

/** A share that depends on age: the first row whose `below` is above the age. */
export function shareAtAge(rows: readonly { below: number; share: number }[], age: number): number {
  for (const row of rows) if (age < row.below) return row.share
  return 0
}
