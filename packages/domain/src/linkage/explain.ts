import type { FieldWeight, LinkScore } from './model.ts'
import type { LinkField } from './record.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

/** What each level says, in plain words. */
export const LEVEL_WORDS: Readonly<Record<LinkField, Readonly<Record<string, Words>>>> = {
  number: {
    same: { zh: '证件号相同', en: 'the same identity number' },
    sequence: {
      zh: '证件号不同，但顺序码相同，像是生日写错',
      en: 'numbers differ, but not in the sequence: as if a birthday was mistyped',
    },
    'sequence-swapped': {
      zh: '证件号只差顺序码里颠倒的两位',
      en: 'numbers differ by two swapped digits of the sequence',
    },
    differs: { zh: '证件号不同', en: 'different identity numbers' },
    missing: { zh: '至少一边没有证件号', en: 'a number is missing' },
  },
  name: {
    same: { zh: '姓名相同', en: 'the same name' },
    'sounds-alike': { zh: '姓名读音相同、字不同', en: 'names sound the same, with other characters' },
    'one-character': { zh: '姓名只差一个字', en: 'names differ by one character' },
    'sounds-near': { zh: '姓名读音相近，容易混', en: 'names sound alike enough to be mixed up' },
    differs: { zh: '姓名不同', en: 'different names' },
  },
  birthDate: {
    same: { zh: '出生日期相同', en: 'the same date of birth' },
    slip: { zh: '出生日期差一点，像是写错', en: 'dates of birth differ by a slip' },
    'same-year': { zh: '同年出生，月日不同', en: 'born in the same year, on another day' },
    differs: { zh: '出生日期不同', en: 'different dates of birth' },
    missing: { zh: '至少一边没有出生日期', en: 'a date of birth is missing' },
  },
  sex: {
    same: { zh: '性别相同', en: 'the same sex' },
    differs: { zh: '性别不同', en: 'different sexes' },
    missing: { zh: '至少一边没有性别', en: 'the sex is missing' },
  },
  phone: {
    same: { zh: '电话相同', en: 'the same telephone' },
    differs: { zh: '电话不同', en: 'different telephones' },
    missing: { zh: '至少一边没有电话', en: 'a telephone is missing' },
  },
  address: {
    same: { zh: '住址相同', en: 'the same address' },
    'same-committee': { zh: '同一个居村', en: 'the same committee' },
    'same-street': { zh: '同一个街镇', en: 'the same street' },
    differs: { zh: '不在一个街镇', en: 'different streets' },
    missing: { zh: '至少一边没有住址', en: 'an address is missing' },
  },
}

/** What a level of a field says; null where there is none of the name. */
export function levelWords(field: string, level: string): Words | null {
  const levels: Readonly<Record<string, Words>> | undefined = Object.hasOwn(LEVEL_WORDS, field)
    ? LEVEL_WORDS[field as LinkField]
    : undefined
  return levels?.[level] ?? null
}

/** A field's part in a score, in words and bits. */
export interface ExplainedPart extends FieldWeight {
  readonly text: Words
}

/** The parts of a score, what speaks loudest first. */
export function explainScore(score: Pick<LinkScore, 'parts'>): ExplainedPart[] {
  return score.parts
    .map((part) => ({
      ...part,
      text: LEVEL_WORDS[part.field][part.level] ?? { zh: part.level, en: part.level },
    }))
    .sort((a, b) => Math.abs(b.bits) - Math.abs(a.bits))
}
