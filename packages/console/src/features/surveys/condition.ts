/** How an answer is compared: with a choice, with one of several that are ticked, or with a figure. */
export const HOWS = ['is', 'is-not', 'has', 'has-not', 'at-least', 'at-most'] as const
export type How = (typeof HOWS)[number]

/** A question is asked only where another one, `panel.<name>` within a repeated part, was answered so. */
export interface OnlyIf {
  readonly question: string
  readonly how: How
  readonly value: string
}

/** The signs of SurveyJS. */
const SIGNS: Readonly<Record<How, string>> = {
  is: '=',
  'is-not': '<>',
  has: 'contains',
  'has-not': 'notcontains',
  'at-least': '>=',
  'at-most': '<=',
}
const CONDITION =
  /^\{([\w.]+)\} (?:(=|<>|contains|notcontains) (?:'([^']*)'|(true|false))|(>=|<=) (-?\d+(?:\.\d+)?))$/

/** A condition that the page can show; null for any other. */
export function readCondition(text: string): OnlyIf | null {
  const [found, question = '', sign, quoted, yesNo, order, figure] = CONDITION.exec(text) ?? []
  const how = HOWS.find((one) => SIGNS[one] === (sign ?? order))
  if (found === undefined || how === undefined) return null
  return { question, how, value: figure ?? quoted ?? yesNo ?? '' }
}

/** The same as SurveyJS reads it. */
export function writeCondition({ question, how, value }: OnlyIf): string {
  const isBare = how === 'at-least' || how === 'at-most' || value === 'true' || value === 'false'
  return `{${question}} ${SIGNS[how]} ${isBare ? value : `'${value}'`}`
}
