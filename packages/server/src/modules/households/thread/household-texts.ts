import { isRelation, RELATIONS } from '../people/known-relations.ts'
import { said, type ThreadEntry, type ThreadText } from './texts.ts'

const MOST_NAMED = 4

function listed(entry: ThreadEntry, key: string): string[] {
  const value = entry.data[key]
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

function factNames(entry: ThreadEntry, language: 'zh' | 'en'): string {
  const names = [...listed(entry, 'facts'), ...listed(entry, 'sensitive')]
  if (names.length === 0) return ''
  const shown = names.slice(0, MOST_NAMED).map((name) => entry.fact(name)[language])
  const more = names.length > MOST_NAMED
  return language === 'zh'
    ? `：${shown.join('、')}${more ? '等' : ''}`
    : `: ${shown.join(', ')}${more ? ' and others' : ''}`
}

function relation(entry: ThreadEntry, language: 'zh' | 'en'): string {
  const value = said(entry, 'relation')
  return isRelation(value) ? RELATIONS[value][language] : value
}

const WHERE_FROM: Record<string, { zh: string; en: string }> = {
  visit: { zh: '走访时', en: 'on a visit' },
  staff: { zh: '登记时', en: 'at the desk' },
  resident: { zh: '听住户说，', en: 'as the household told' },
}

const LEFT: Record<string, { zh: string; en: string }> = {
  moved: { zh: '搬走了', en: 'moved away' },
  died: { zh: '去世了', en: 'has died' },
  married: { zh: '成家另过了', en: 'married and left' },
  mistake: { zh: '登错了，已更正', en: 'had been entered by mistake' },
  merged: { zh: '和另一处登记的是同一个人，归到那边了', en: 'is recorded elsewhere, and stands there now' },
}

/** The sentences of this module. */
export const HOUSEHOLD_TEXTS: Readonly<Record<string, ThreadText>> = {
  'household.create': {
    group: 'case',
    zh: (entry) => `${entry.actor.zh}为这家建了档，编号 ${said(entry, 'no')}`,
    en: (entry) => `${entry.actor.en} opened the file of this household, number ${said(entry, 'no')}`,
  },
  'household.member': {
    group: 'facts',
    zh: (entry) => `${entry.actor.zh}添了一位家人：${relation(entry, 'zh')}`,
    en: (entry) => `${entry.actor.en} added a member: ${relation(entry, 'en').toLowerCase()}`,
  },
  'household.member-end': {
    group: 'facts',
    zh: (entry) => `一位家人（${relation(entry, 'zh')}）${LEFT[said(entry, 'reason')]?.zh ?? '离开了'}`,
    en: (entry) =>
      `A member (${relation(entry, 'en').toLowerCase()}) ${LEFT[said(entry, 'reason')]?.en ?? 'left'}`,
  },
  'household.pair': {
    group: 'case',
    mentions: ['advisorId', 'before'],
    zh: (entry) =>
      entry.data.before
        ? `结对顾问由${entry.name('before')}换成${entry.name('advisorId')}`
        : `${entry.name('advisorId')}和这家结了对`,
    en: (entry) =>
      entry.data.before
        ? `The advisor changed from ${entry.name('before')} to ${entry.name('advisorId')}`
        : `${entry.name('advisorId')} was paired with this household`,
  },
  'household.transfer': {
    group: 'case',
    mentions: ['from', 'to'],
    zh: (entry) => `这家从${entry.name('from')}转到了${entry.name('to')}（${said(entry, 'reason')}）`,
    en: (entry) =>
      `The household moved from ${entry.name('from')} to ${entry.name('to')} (${said(entry, 'reason')})`,
  },
  'import.withdrawn': {
    group: 'facts',
    zh: (entry) => `一批名单被撤回，这家有 ${said(entry, 'facts')} 项情况退回到原来的说法`,
    en: (entry) =>
      `A list was withdrawn; ${said(entry, 'facts')} facts of this household fell back to what they were`,
  },
  'person.merge': {
    group: 'facts',
    zh: (entry) =>
      entry.data.stays
        ? `${entry.actor.zh}确认一位家人和别处登记的是同一个人，两处情况合在一起`
        : `${entry.actor.zh}确认一位家人和别处登记的是同一个人，归到那一家`,
    en: (entry) =>
      entry.data.stays
        ? `${entry.actor.en} found a member and a record elsewhere to be one person; both are put together here`
        : `${entry.actor.en} found a member to be the person of another record, who stands there now`,
  },
  'person.unmerge': {
    group: 'facts',
    zh: (entry) => `${entry.actor.zh}查明原来合并的是两个人，已经分开，恢复原样`,
    en: (entry) => `${entry.actor.en} found what was merged to be two persons; all is as it was before`,
  },
  'fact.record': {
    group: 'facts',
    zh: (entry) => {
      const where = WHERE_FROM[said(entry, 'source')]?.zh ?? ''
      return entry.data.recorded === 0
        ? `${entry.actor.zh}${where}核对了情况，和记录的一样`
        : `${entry.actor.zh}${where}记下了 ${said(entry, 'recorded')} 项情况${factNames(entry, 'zh')}`
    },
    en: (entry) => {
      const where = WHERE_FROM[said(entry, 'source')]?.en ?? ''
      return entry.data.recorded === 0
        ? `${entry.actor.en} checked ${where}: all as recorded`
        : `${entry.actor.en} noted ${said(entry, 'recorded')} facts ${where}${factNames(entry, 'en')}`
    },
  },
  'person.reveal': {
    group: 'access',
    zh: (entry) => `${entry.actor.zh}查看了完整证件号和电话，用途：${said(entry, 'purpose')}`,
    en: (entry) => `${entry.actor.en} looked at the full number and phone, for: ${said(entry, 'purpose')}`,
  },
  'import.applied': {
    group: 'import',
    zh: (entry) =>
      entry.data.created === true
        ? `《${said(entry, 'source')}》里有这家，据此建了档`
        : `《${said(entry, 'source')}》更新了${importedZh(entry.data)}`,
    en: (entry) =>
      entry.data.created === true
        ? `This household was first met in "${said(entry, 'source')}"`
        : `"${said(entry, 'source')}" brought ${importedEn(entry.data)}`,
  },
  'benefit.record': {
    group: 'benefits',
    zh: (entry) => `开始享受${entry.policy(said(entry, 'policy')).zh}，自 ${said(entry, 'fromDate')} 起`,
    en: (entry) => `Receives ${entry.policy(said(entry, 'policy')).en} since ${said(entry, 'fromDate')}`,
  },
}

function importedZh(data: Readonly<Record<string, unknown>>): string {
  const parts = [
    ...(Number(data.facts) > 0 ? [` ${Number(data.facts)} 项情况`] : []),
    ...(Number(data.receipts) > 0 ? [` ${Number(data.receipts)} 项待遇`] : []),
  ]
  return parts.length > 0 ? parts.join('、') : '家庭资料'
}

function importedEn(data: Readonly<Record<string, unknown>>): string {
  const parts = [
    ...(Number(data.facts) > 0 ? [`${Number(data.facts)} facts`] : []),
    ...(Number(data.receipts) > 0 ? [`${Number(data.receipts)} benefits`] : []),
  ]
  return parts.length > 0 ? parts.join(' and ') : 'details of the household'
}
