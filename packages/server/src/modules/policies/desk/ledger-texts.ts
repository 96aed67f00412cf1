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
    '{who}发布了“{title}”，{doors} 户受影响（政策库版本 {hash}）',
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
}
