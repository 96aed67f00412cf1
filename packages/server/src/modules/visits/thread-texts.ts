import { said, type ThreadEntry, type ThreadText } from '../households/index.ts'

function count(entry: ThreadEntry, key: string): number {
  const value = entry.data[key]
  return typeof value === 'number' ? value : 0
}

function aboutFact(zh: string, en: string): ThreadText {
  const named = (entry: ThreadEntry) =>
    typeof entry.data.fact === 'string' ? entry.fact(entry.data.fact) : { zh: '一项情况', en: 'a fact' }
  const reason = (entry: ThreadEntry) =>
    typeof entry.data.reason === 'string' ? `：${entry.data.reason}` : ''
  return {
    group: 'facts',
    zh: (entry) => `${entry.actor.zh}${zh}“${named(entry).zh}”${reason(entry)}`,
    en: (entry) => `${entry.actor.en} ${en} “${named(entry).en}”${reason(entry)}`,
  }
}

function did(zh: string, en: string): ThreadText {
  return { group: null, zh: (entry) => `${entry.actor.zh}${zh}`, en: (entry) => `${entry.actor.en} ${en}` }
}

/** How this module's ledger entries read in a household's thread and in the auditor's query. */
export const VISIT_TEXTS: Readonly<Record<string, ThreadText>> = {
  'visit.record': {
    group: 'contacts',
    zh: (entry) =>
      `${entry.actor.zh}交来《${said(entry, 'form')}》，说到 ${count(entry, 'facts')} 项情况${
        count(entry, 'questions') > 0 ? `，其中 ${count(entry, 'questions')} 项和别人说的不一样` : ''
      }`,
    en: (entry) =>
      `${entry.actor.en} handed in “${said(entry, 'formEn')}” with ${count(entry, 'facts')} facts${
        count(entry, 'questions') > 0
          ? `, ${count(entry, 'questions')} of them other than what somebody else said`
          : ''
      }`,
  },
  'visit.file': {
    group: 'contacts',
    zh: (entry) => `${entry.actor.zh}附上一张图片`,
    en: (entry) => `${entry.actor.en} added a picture`,
  },
  'visit.sheet': {
    group: 'access',
    zh: (entry) => `${entry.actor.zh}打印了《${said(entry, 'form')}》`,
    en: (entry) => `${entry.actor.en} printed “${said(entry, 'formEn')}”`,
  },
  'visit.presence': did('打开了这家的走访表', 'opened the visit form of the household'),
  'fact.ask': aboutFact('和别人说法不一，要有人定', 'and somebody else differ, to be settled:'),
  'fact.pick': aboutFact('定下了', 'settled'),
  'fact.undo': aboutFact('收回了选择', 'took back the choice on'),
  'newcomer.answer': {
    group: 'case',
    zh: (entry) =>
      `${entry.actor.zh}核对了手机上新登记的家庭：${entry.data.same === true ? '就是这一家' : '是新的一家'}`,
    en: (entry) =>
      `${entry.actor.en} settled a family written down on the phone: ${entry.data.same === true ? 'it is this one' : 'it is a new one'}`,
  },
  'device.register': did('登记了一部走访手机', 'registered a phone for visits'),
  'device.renew': did('的走访手机续了期', 'renewed the lease of a phone'),
  'device.revoke': did('停用了一部走访手机', 'shut out a phone'),
  'device.pack': {
    group: null,
    zh: (entry) => `${entry.actor.zh}选了手机上带哪些家庭，现在 ${count(entry, 'households')} 户`,
    en: (entry) =>
      `${entry.actor.en} chose what the phone carries: ${count(entry, 'households')} households now`,
  },
  'device.pull': {
    group: null,
    zh: (entry) => `${entry.actor.zh}的手机取走了 ${count(entry, 'households')} 户的新情况`,
    en: (entry) => `${entry.actor.en}’s phone took what is new of ${count(entry, 'households')} households`,
  },
  'device.push': did('的手机交来一项记录', 'sent a record from the phone'),
  'form.publish': {
    group: null,
    zh: (entry) => `${entry.actor.zh}发布了表格《${said(entry, 'title')}》第 ${said(entry, 'version')} 版`,
    en: (entry) =>
      `${entry.actor.en} published the form “${said(entry, 'title')}”, version ${said(entry, 'version')}`,
  },
}
