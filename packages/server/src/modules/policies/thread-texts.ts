import { DISMISS_REASONS, type DismissReason } from '@lastmile/domain'
import { said, type ThreadEntry, type ThreadText } from '../households/index.ts'

function name(entry: ThreadEntry, language: 'zh' | 'en'): string {
  return entry.policy(said(entry, 'policy'))[language]
}

function reason(entry: ThreadEntry, language: 'zh' | 'en'): string {
  return DISMISS_REASONS[said(entry, 'reason') as DismissReason]?.[language] ?? ''
}

function count(entry: ThreadEntry, key: string): number {
  const value = entry.data[key]
  return typeof value === 'number' ? value : 0
}

/** How this module's ledger entries read in a household's thread. */
export const POLICY_TEXTS: Readonly<Record<string, ThreadText>> = {
  'gap.found': {
    group: 'gaps',
    zh: (entry) => `发现可能漏享${name(entry, 'zh')}`,
    en: (entry) => `Perhaps entitled to ${name(entry, 'en')} and not receiving it`,
  },
  'gap.close': {
    group: 'gaps',
    zh: (entry) => `${name(entry, 'zh')}的提示已关闭`,
    en: (entry) => `The gap of ${name(entry, 'en')} is closed`,
  },
  'gap.confirm': {
    group: 'gaps',
    zh: (entry) => `${entry.actor.zh}核实了${name(entry, 'zh')}，转为需求`,
    en: (entry) => `${entry.actor.en} confirmed ${name(entry, 'en')} as a need`,
  },
  'gap.dismiss': {
    group: 'gaps',
    zh: (entry) => `${entry.actor.zh}认为${name(entry, 'zh')}不成立：${reason(entry, 'zh')}`,
    en: (entry) => `${entry.actor.en} dismissed ${name(entry, 'en')}: ${reason(entry, 'en')}`,
  },
  'gap.reopen': {
    group: 'gaps',
    zh: (entry) => `${entry.actor.zh}重新打开了${name(entry, 'zh')}的提示`,
    en: (entry) => `${entry.actor.en} opened the gap of ${name(entry, 'en')} again`,
  },
  'gap.form': {
    group: 'gaps',
    zh: (entry) =>
      `${entry.actor.zh}取了${name(entry, 'zh')}的申请表${entry.data.full === true ? '（带完整证件号码）' : ''}`,
    en: (entry) =>
      `${entry.actor.en} took the application form of ${name(entry, 'en')}${entry.data.full === true ? ', with full identity numbers' : ''}`,
  },
  'screening.sheet': {
    group: 'gaps',
    zh: (entry) => `${entry.actor.zh}打印了“${name(entry, 'zh')}”为什么不符合的说明`,
    en: (entry) => `${entry.actor.en} printed why ${name(entry, 'en')} does not fit`,
  },
  'screening.request': {
    group: null,
    zh: (entry) =>
      entry.data.reason === 'night'
        ? '到了夜间重算的时间'
        : entry.data.reason === 'published'
          ? '政策更新，要求重算全部家庭'
          : `${entry.actor.zh}要求重算全部家庭`,
    en: (entry) =>
      entry.data.reason === 'night'
        ? 'The hour of the nightly screening came'
        : entry.data.reason === 'published'
          ? 'New policies: all households are to be screened'
          : `${entry.actor.en} asked for a screening of all households`,
  },
  'screening.finish': {
    group: null,
    zh: (entry) =>
      `重算了 ${count(entry, 'households')} 户，新发现 ${count(entry, 'opened')} 条，关闭 ${count(entry, 'closed')} 条，${count(entry, 'failed')} 户没有算成`,
    en: (entry) =>
      `${count(entry, 'households')} households screened: ${count(entry, 'opened')} gaps found, ${count(entry, 'closed')} closed, ${count(entry, 'failed')} households failed`,
  },
}
