import { said, type ThreadEntry, type ThreadText } from '../../households/index.ts'

const title = (entry: ThreadEntry) => said(entry, 'title')

/** A sentence with `{who}` and fields of the entry's data. */
export function sentence(zh: string, en: string): ThreadText {
  const filled = (text: string, actor: string, entry: ThreadEntry) =>
    text.replaceAll('{who}', actor).replace(/\{(\w+)\}/g, (_, key: string) => said(entry, key))
  return {
    group: null,
    zh: (entry) => filled(zh, entry.actor.zh, entry),
    en: (entry) => filled(en, entry.actor.en, entry),
  }
}

const GIVEN_HOW: Readonly<Record<string, { zh: string; en: string }>> = {
  by_hand: { zh: '当面送到', en: 'by hand' },
  by_post: { zh: '邮寄', en: 'by post' },
  read_aloud: { zh: '当面念给本人听并留下', en: 'read aloud and left' },
}
const GIVEN_TO: Readonly<Record<string, { zh: string; en: string }>> = {
  head: { zh: '户主', en: 'the head' },
  member: { zh: '家里其他人', en: 'another member' },
  representative: { zh: '代理人或亲属', en: 'a representative or relative' },
}

/** The first benefit of a letter, and whether there are more. */
function lostOf(entry: ThreadEntry, language: 'zh' | 'en'): string {
  const name = entry.policy(said(entry, 'policy'))[language]
  if (!(Number(entry.data.more) > 0)) return name
  return language === 'zh'
    ? `${name}等 ${Number(entry.data.more) + 1} 项`
    : `${name} and ${said(entry, 'more')} more`
}

/** How the entries of the policy desk read; what a household was told stands in its thread. */
export const DESK_TEXTS: Readonly<Record<string, ThreadText>> = {
  'policy.draft': sentence('{who}起草了政策修改“{title}”', '{who} began the policy change “{title}”'),
  'policy.save': sentence('{who}保存了政策修改“{title}”', '{who} saved the policy change “{title}”'),
  'policy.figure': sentence(
    '{who}在“{title}”里把 {name} 自 {from} 起改为 {value}',
    '{who} set {name} to {value} from {from} in “{title}”',
  ),
  'policy.impact': sentence('{who}预估了“{title}”的影响', '{who} asked for the impact of “{title}”'),
  'policy.propose': sentence('{who}把“{title}”提交审核', '{who} proposed “{title}”'),
  'policy.return': sentence('{who}退回了“{title}”：{note}', '{who} returned “{title}”: {note}'),
  'policy.withdraw': sentence('{who}撤销了“{title}”', '{who} withdrew “{title}”'),
  'policy.publish': sentence(
    '{who}发布了“{title}”，{doors} 户次受影响（政策库版本 {hash}）',
    '{who} published “{title}”, which touches {doors} households (library {hash})',
  ),
  'policy.confirm': sentence(
    '{who}核实了 {name} = {value}，来源：{source}',
    '{who} confirmed {name} = {value} at its source: {source}',
  ),
  'policy.told': {
    group: 'benefits',
    zh: (entry) =>
      `${entry.actor.zh}告知了“${title(entry)}”对${entry.policy(said(entry, 'policy')).zh}的影响`,
    en: (entry) =>
      `${entry.actor.en} told the household what “${title(entry)}” means for ${entry.policy(said(entry, 'policy')).en}`,
  },
  'notice.due': {
    group: 'benefits',
    zh: (entry) =>
      `政策变动：${lostOf(entry, 'zh')}从 ${said(entry, 'losesOn')} 起减少或停止，告知书最晚 ${said(entry, 'dueOn')} 送到`,
    en: (entry) =>
      `A change of policy: less or nothing of ${lostOf(entry, 'en')} from ${said(entry, 'losesOn')}; the letter is due by ${said(entry, 'dueOn')}`,
  },
  'notice.print': {
    group: 'benefits',
    zh: (entry) => `${entry.actor.zh}取了${lostOf(entry, 'zh')}变动的告知书`,
    en: (entry) => `${entry.actor.en} took the letter about ${lostOf(entry, 'en')}`,
  },
  'notice.give': {
    group: 'benefits',
    zh: (entry) =>
      `${entry.actor.zh}于 ${said(entry, 'on')} 把${lostOf(entry, 'zh')}变动的告知书${GIVEN_HOW[said(entry, 'how')]?.zh ?? '送到'}，交给${GIVEN_TO[said(entry, 'to')]?.zh ?? '本户'}${entry.data.late === true ? '（过了期限）' : ''}`,
    en: (entry) =>
      `${entry.actor.en} gave the letter about ${lostOf(entry, 'en')} to ${GIVEN_TO[said(entry, 'to')]?.en ?? 'the household'} on ${said(entry, 'on')}, ${GIVEN_HOW[said(entry, 'how')]?.en ?? ''}${entry.data.late === true ? ' (late)' : ''}`,
  },
}
