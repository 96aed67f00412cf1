import {
  NOTHING_REASONS,
  type NothingReason,
  SIGNAL_LEVELS,
  SIGNAL_OUTCOMES,
  type SignalOutcome,
} from '@lastmile/domain'
import type { Signals } from '@lastmile/rules'
import type { Json, Tx } from '../../platform/db/index.ts'
import { said, type ThreadEntry, type ThreadText } from '../households/index.ts'
import type { SignalRow } from './store/signals.ts'

const GUARDED = { zh: '一条受保护的线索', en: 'a protected signal' }

/**
 * Puts what happened to a signal into the ledger. The thread of a family is read by many: of a guarded signal it holds
 * neither rule nor name.
 */
export function tellSignal(
  tx: Tx,
  signals: Signals,
  signal: Pick<SignalRow, 'id' | 'household_id' | 'org_path' | 'rule' | 'guarded'>,
  action: string,
  data: { readonly [key: string]: Json } = {},
): void {
  const names = signals.byId.get(signal.rule)?.document.names
  const which = signal.guarded
    ? { guarded: true }
    : { rule: signal.rule, zh: names?.zh ?? signal.rule, en: names?.en ?? signal.rule }
  tx.ledger({
    action,
    objectKind: 'signal',
    objectId: signal.id,
    householdId: signal.household_id,
    orgPath: signal.org_path,
    data: { ...which, ...data },
  })
}

function name({ data }: ThreadEntry, language: 'zh' | 'en'): string {
  const said = data[language]
  return typeof said === 'string' ? `“${said}”` : GUARDED[language]
}

function outcome({ data }: ThreadEntry, language: 'zh' | 'en'): string {
  const end = SIGNAL_OUTCOMES[data.outcome as SignalOutcome]?.[language] ?? ''
  const why = NOTHING_REASONS[data.reason as NothingReason]?.[language]
  return why === undefined ? end : `${end}${language === 'zh' ? '，' : ', '}${why}`
}

const CHANGES = {
  thresholds: { zh: '调整', en: 'tune' },
  rest: { zh: '暂停', en: 'put to rest' },
  retire: { zh: '停用', en: 'retire' },
} as const

function change({ data }: ThreadEntry, language: 'zh' | 'en'): string {
  return CHANGES[data.kind as keyof typeof CHANGES]?.[language] ?? ''
}

function level({ data }: ThreadEntry, language: 'zh' | 'en'): string {
  return SIGNAL_LEVELS[data.level as keyof typeof SIGNAL_LEVELS]?.[language] ?? ''
}

/** How this module's ledger entries read in a household's thread. */
export const SIGNAL_TEXTS: Readonly<Record<string, ThreadText>> = {
  'signal.raise': {
    group: 'signals',
    zh: (entry) => `发现线索${name(entry, 'zh')}，请去看看`,
    en: (entry) => `Signal ${name(entry, 'en')}: somebody should look`,
  },
  'signal.report': {
    group: 'signals',
    zh: (entry) =>
      entry.data.joined === true
        ? `${entry.actor.zh}又报告了一次${name(entry, 'zh')}，并入原来的线索`
        : `${entry.actor.zh}报告了线索${name(entry, 'zh')}`,
    en: (entry) =>
      entry.data.joined === true
        ? `${entry.actor.en} reported ${name(entry, 'en')} once more; it joins the open signal`
        : `${entry.actor.en} reported ${name(entry, 'en')}`,
  },
  'signal.take': {
    group: 'signals',
    zh: (entry) => `${entry.actor.zh}接下线索${name(entry, 'zh')}`,
    en: (entry) => `${entry.actor.en} took the signal ${name(entry, 'en')}`,
  },
  'signal.assign': {
    group: 'signals',
    mentions: ['to'],
    zh: (entry) => `${entry.actor.zh}把线索${name(entry, 'zh')}交给${entry.name('to')}`,
    en: (entry) => `${entry.actor.en} gave the signal ${name(entry, 'en')} to ${entry.name('to')}`,
  },
  'signal.end': {
    group: 'signals',
    zh: (entry) => `${entry.actor.zh}看过线索${name(entry, 'zh')}：${outcome(entry, 'zh')}`,
    en: (entry) => `${entry.actor.en} looked into ${name(entry, 'en')}: ${outcome(entry, 'en')}`,
  },
  'signal.reopen': {
    group: 'signals',
    zh: (entry) =>
      `${entry.actor.zh}把线索${name(entry, 'zh')}重新打开${typeof entry.data.why === 'string' ? `：${entry.data.why}` : ''}`,
    en: (entry) =>
      `${entry.actor.en} opened ${name(entry, 'en')} again${typeof entry.data.why === 'string' ? `: ${entry.data.why}` : ''}`,
  },
  'signal.lapse': {
    group: 'signals',
    zh: (entry) => `情况变了，线索${name(entry, 'zh')}自动关闭`,
    en: (entry) => `The facts changed: the signal ${name(entry, 'en')} is closed`,
  },
  'signal.climb': {
    group: 'signals',
    zh: (entry) =>
      entry.data.repeated === true
        ? `多次上门没有帮上，线索${name(entry, 'zh')}直接交${level(entry, 'zh')}看`
        : `线索${name(entry, 'zh')}逾期没有办，报到${level(entry, 'zh')}`,
    en: (entry) =>
      entry.data.repeated === true
        ? `Visited more than once without help: the signal ${name(entry, 'en')} goes to the ${level(entry, 'en')} at once`
        : `The signal ${name(entry, 'en')} is overdue and climbs to the ${level(entry, 'en')}`,
  },
  'signal.night': {
    group: null,
    zh: ({ data }) =>
      `查了 ${data.households} 户，新线索 ${data.raised} 条，自动关闭 ${data.lapsed} 条，逾期上报 ${data.climbed} 条，${data.failed} 户没有查成`,
    en: ({ data }) =>
      `${data.households} households looked at: ${data.raised} signals raised, ${data.lapsed} closed, ${data.climbed} climbed, ${data.failed} failed`,
  },
  'signal.propose': {
    group: null,
    zh: (entry) =>
      `${entry.actor.zh}提请${change(entry, 'zh')}线索规则${name(entry, 'zh')}：${said(entry, 'reason')}`,
    en: (entry) =>
      `${entry.actor.en} proposed to ${change(entry, 'en')} the rule ${name(entry, 'en')}: ${said(entry, 'reason')}`,
  },
  'signal.publish': {
    group: null,
    zh: (entry) =>
      `${entry.actor.zh}批准${change(entry, 'zh')}线索规则${name(entry, 'zh')}，${said(entry, 'from')} 起`,
    en: (entry) =>
      `${entry.actor.en} published: ${change(entry, 'en')} the rule ${name(entry, 'en')}, from ${said(entry, 'from')}`,
  },
  'signal.withdraw': {
    group: null,
    zh: (entry) => `${entry.actor.zh}撤回了对线索规则${name(entry, 'zh')}的提请`,
    en: (entry) => `${entry.actor.en} withdrew the proposal on the rule ${name(entry, 'en')}`,
  },
  'signal.take-back': {
    group: null,
    zh: (entry) =>
      `${entry.actor.zh}取消了对线索规则${name(entry, 'zh')}的变动，恢复原样：${said(entry, 'reason')}`,
    en: (entry) =>
      `${entry.actor.en} took back the change of the rule ${name(entry, 'en')}: ${said(entry, 'reason')}`,
  },
  'signal.try': {
    group: null,
    zh: (entry) => `${entry.actor.zh}试算了线索规则${name(entry, 'zh')}的阈值`,
    en: (entry) => `${entry.actor.en} tried other thresholds of ${name(entry, 'en')}`,
  },
}
