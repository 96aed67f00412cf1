import { CASE_OUTCOMES, type CaseOutcome } from '@lastmile/domain'
import { said, type ThreadEntry, type ThreadText } from '../households/index.ts'

const CHANNELS: Readonly<Record<string, { zh: string; en: string }>> = {
  visit: { zh: '上门', en: 'visited' },
  phone: { zh: '打电话', en: 'telephoned' },
  office: { zh: '在办公室见面', en: 'met at the office' },
  online: { zh: '线上联系', en: 'talked online' },
  activity: { zh: '一起参加活动', en: 'joined an activity' },
}

const ANSWERS: Readonly<Record<string, { zh: string; en: string }>> = {
  accept: { zh: '接受了', en: 'accepted' },
  decline: { zh: '没能接受', en: 'declined' },
  done: { zh: '完成了', en: 'finished' },
}

function outcome(entry: ThreadEntry, language: 'zh' | 'en'): string {
  const key = said(entry, 'outcome')
  return CASE_OUTCOMES[key as CaseOutcome]?.[language] ?? key
}

function because(entry: ThreadEntry, key: string): string {
  const text = said(entry, key)
  return text === '' ? '' : `：${text}`
}

function about(zh: string, en: string): Pick<ThreadText, 'zh' | 'en'> {
  return {
    zh: (entry) => `${entry.actor.zh}${zh}“${said(entry, 'title')}”`,
    en: (entry) => `${entry.actor.en} ${en} “${said(entry, 'title')}”`,
  }
}

/** How this module's ledger entries read in a household's thread and in the auditor's query. */
export const CASE_TEXTS: Readonly<Record<string, ThreadText>> = {
  'case.open': {
    group: 'case',
    zh: (entry) => `开了个案 ${said(entry, 'no')}`,
    en: (entry) => `Case ${said(entry, 'no')} was opened`,
  },
  'case.assign': {
    group: 'case',
    zh: (entry) => `${entry.actor.zh}请${said(entry, 'advisor')}陪伴这家人`,
    en: (entry) => `${entry.actor.en} asked ${said(entry, 'advisor')} to be beside the family`,
  },
  'plan.add': { group: 'plan', ...about('在服务清单里加了', 'added to the plan') },
  'plan.hand-over': {
    group: 'plan',
    zh: (entry) => `${entry.actor.zh}把“${said(entry, 'title')}”转给${said(entry, 'organisation')}`,
    en: (entry) => `${entry.actor.en} handed “${said(entry, 'title')}” to ${said(entry, 'organisation')}`,
  },
  'plan.decline': {
    group: 'plan',
    zh: (entry) => `${entry.actor.zh}退回了“${said(entry, 'title')}”${because(entry, 'reason')}`,
    en: (entry) => `${entry.actor.en} gave back “${said(entry, 'title')}”: ${said(entry, 'reason')}`,
  },
  'plan.worker': {
    group: 'plan',
    zh: (entry) => `${entry.actor.zh}安排${said(entry, 'worker')}办“${said(entry, 'title')}”`,
    en: (entry) => `${entry.actor.en} named ${said(entry, 'worker')} for “${said(entry, 'title')}”`,
  },
  'plan.start': { group: 'plan', ...about('开始办', 'began') },
  'plan.finish': {
    group: 'plan',
    zh: (entry) => `${entry.actor.zh}办好了“${said(entry, 'title')}”${because(entry, 'result')}`,
    en: (entry) => `${entry.actor.en} finished “${said(entry, 'title')}”: ${said(entry, 'result')}`,
  },
  'plan.cancel': {
    group: 'plan',
    zh: (entry) => `${entry.actor.zh}取消了“${said(entry, 'title')}”${because(entry, 'reason')}`,
    en: (entry) => `${entry.actor.en} cancelled “${said(entry, 'title')}”: ${said(entry, 'reason')}`,
  },
  'contact.record': {
    group: 'contacts',
    zh: (entry) => {
      const how = CHANNELS[said(entry, 'channel')]?.zh ?? '联系'
      return `${entry.actor.zh}${how}${entry.data.reached === false ? '，没有联系上' : ''}`
    },
    en: (entry) => {
      const how = CHANNELS[said(entry, 'channel')]?.en ?? 'made contact'
      return `${entry.actor.en} ${how}${entry.data.reached === false ? ', nobody was reached' : ''}`
    },
  },
  'counselling.write': {
    group: 'contacts',
    zh: (entry) => `${entry.actor.zh}写了一条心理疏导记录`,
    en: (entry) => `${entry.actor.en} wrote a counselling note`,
  },
  'counselling.read': {
    group: 'access',
    zh: (entry) => `${entry.actor.zh}查看了心理疏导记录`,
    en: (entry) => `${entry.actor.en} read the counselling notes`,
  },
  'order.give': {
    group: 'plan',
    zh: (entry) => `${entry.actor.zh}请志愿者${said(entry, 'volunteer')}帮忙：${said(entry, 'what')}`,
    en: (entry) => `${entry.actor.en} asked ${said(entry, 'volunteer')} to help: ${said(entry, 'what')}`,
  },
  'order.answer': {
    group: 'plan',
    zh: (entry) => `${entry.actor.zh}${ANSWERS[said(entry, 'answer')]?.zh ?? ''}：${said(entry, 'what')}`,
    en: (entry) => `${entry.actor.en} ${ANSWERS[said(entry, 'answer')]?.en ?? ''}: ${said(entry, 'what')}`,
  },
  'opinion.write': {
    group: 'case',
    zh: (entry) => `${entry.actor.zh}写了专业意见`,
    en: (entry) => `${entry.actor.en} wrote a professional opinion`,
  },
  'closure.propose': {
    group: 'case',
    zh: (entry) => `${entry.actor.zh}提出结案：${outcome(entry, 'zh')}`,
    en: (entry) => `${entry.actor.en} proposed to close: ${outcome(entry, 'en')}`,
  },
  'closure.review': {
    group: 'case',
    zh: (entry) =>
      said(entry, 'decision') === 'approve' ? `${entry.actor.zh}同意结案` : `${entry.actor.zh}退回了结案申请`,
    en: (entry) =>
      said(entry, 'decision') === 'approve'
        ? `${entry.actor.en} approved the closure`
        : `${entry.actor.en} returned the closure`,
  },
  'closure.return_for_need': {
    group: 'case',
    zh: () => '又确认了需求，结案申请自动退回',
    en: () => 'A further need was confirmed, so the closure went back',
  },
  'task.give': {
    group: 'case',
    zh: (entry) => `${entry.actor.zh}交办：${said(entry, 'title')}`,
    en: (entry) => `${entry.actor.en} gave a task: ${said(entry, 'title')}`,
  },
  'task.reply': { group: 'case', ...about('回复了交办', 'replied to the task') },
  'task.judge': {
    group: 'case',
    zh: (entry) =>
      `${entry.actor.zh}${said(entry, 'decision') === 'accept' ? '收下了' : '退回了'}回复“${said(entry, 'title')}”`,
    en: (entry) =>
      `${entry.actor.en} ${said(entry, 'decision') === 'accept' ? 'accepted' : 'returned'} the reply to “${said(entry, 'title')}”`,
  },
}
