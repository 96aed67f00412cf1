import { DISMISS_REASONS, type DismissReason } from '@lastmile/domain'
import { said, type ThreadEntry, type ThreadText } from '../households/index.ts'

function name(entry: ThreadEntry, language: 'zh' | 'en'): string {
  return entry.policy(said(entry, 'policy'))[language]
}

function reason(entry: ThreadEntry, language: 'zh' | 'en'): string {
  return DISMISS_REASONS[said(entry, 'reason') as DismissReason]?.[language] ?? ''
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
}
