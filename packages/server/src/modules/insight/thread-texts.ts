import type { ThreadEntry, ThreadText } from '../households/index.ts'

/** What somebody did, in the third person: `夏静怡上传了…`. */
function did(zh: string, en: string): ThreadText {
  return {
    group: null,
    zh: (entry) => `${entry.actor.zh}${zh}`,
    en: (entry) => `${entry.actor.en} ${en}`,
  }
}

/** What was done to an account that has a name: `李伟民停用了张超的账号`. */
function toAccount(zh: (name: string) => string, en: (name: string) => string): ThreadText {
  return {
    group: null,
    zh: (entry) => `${entry.actor.zh}${zh(whose(entry).zh)}`,
    en: (entry) => `${entry.actor.en} ${en(whose(entry).en)}`,
  }
}

function whose(entry: ThreadEntry): { zh: string; en: string } {
  return entry.account === undefined
    ? { zh: '一个账号', en: 'an account' }
    : { zh: entry.account, en: entry.account }
}

function count(entry: ThreadEntry, key: string): number {
  const value = entry.data[key]
  return typeof value === 'number' ? value : 0
}

const dry = (entry: ThreadEntry) => entry.data.dryRun === true

/** Sentences of what belongs to no household's thread: readings, sessions, accounts, imports, the ledger itself. */
export const LEDGER_TEXTS: Readonly<Record<string, ThreadText>> = {
  'ledger.query': did('查询了操作记录', 'queried the ledger'),
  'ledger.verify': did('核验了操作记录', 'verified the ledger'),
  'household.read': {
    group: null,
    zh: (entry) => `${entry.actor.zh}${entry.data.part === 'case' ? '看了这家的个案' : '看了这家的资料'}`,
    en: (entry) =>
      `${entry.actor.en} looked at the household’s ${entry.data.part === 'case' ? 'case' : 'file'}`,
  },
  'household.screen': did('看了这家可能享受哪些政策', 'looked at what the household may be entitled to'),
  'household.check': {
    group: null,
    zh: (entry) => `${entry.actor.zh}建档前查了有没有登记过，找到 ${count(entry, 'matches')} 人`,
    en: (entry) =>
      `${entry.actor.en} looked for a person before a new file: ${count(entry, 'matches')} found`,
  },
  'session.open': {
    group: null,
    zh: (entry) => `${whose(entry).zh}登录`,
    en: (entry) => `${whose(entry).en} signed in`,
  },
  'session.refuse': {
    group: null,
    zh: (entry) => `${whose(entry).zh}的账号登录没有通过`,
    en: (entry) => `A sign-in as ${whose(entry).en} was refused`,
  },
  'session.close': did('退出登录', 'signed out'),
  'session.revoke': did('结束了自己在另一台设备上的登录', 'ended an own session on another device'),
  'account.activate': {
    group: null,
    zh: (entry) => `${whose(entry).zh}设好密码，账号启用`,
    en: (entry) => `${whose(entry).en} chose a password; the account is in use`,
  },
  'account.create': toAccount(
    (name) => `为${name}建了账号`,
    (name) => `made an account for ${name}`,
  ),
  'account.disable': toAccount(
    (name) => `停用了${name}的账号`,
    (name) => `disabled the account of ${name}`,
  ),
  'account.enable': toAccount(
    (name) => `恢复了${name}的账号`,
    (name) => `enabled the account of ${name}`,
  ),
  'account.reset': toAccount(
    (name) => `重设了${name}的密码`,
    (name) => `reset the password of ${name}`,
  ),
  'account.password': did('换了密码', 'changed the password'),
  'account.totp': did('开启了动态口令', 'turned on one-time codes'),
  'org.load': {
    group: null,
    zh: (entry) => `载入了机构目录，改动 ${count(entry, 'written') + count(entry, 'ended')} 处`,
    en: (entry) =>
      `The directory of units was loaded: ${count(entry, 'written') + count(entry, 'ended')} changes`,
  },
  'installation.demo': {
    group: null,
    zh: () => '这套系统设为演示，人物都是虚构的',
    en: () => 'This installation was made a demo; everybody in it is invented',
  },
  'import.upload': {
    group: null,
    zh: (entry) => `${entry.actor.zh}上传了一份部门名单，共 ${count(entry, 'rows')} 行`,
    en: (entry) => `${entry.actor.en} uploaded a department’s list of ${count(entry, 'rows')} rows`,
  },
  'import.start': {
    group: null,
    zh: (entry) => `${entry.actor.zh}${dry(entry) ? '试运行了一份名单' : '开始导入一份名单'}`,
    en: (entry) =>
      `${entry.actor.en} ${dry(entry) ? 'tried a list without writing' : 'began to import a list'}`,
  },
  'import.finish': {
    group: null,
    zh: (entry) =>
      `名单${dry(entry) ? '试运行' : '导入'}完成，收下 ${count(entry, 'accepted')} 行，没有收下 ${count(entry, 'refused')} 行`,
    en: (entry) =>
      `${dry(entry) ? 'The trial of a list' : 'The import of a list'} ended: ${count(entry, 'accepted')} rows accepted, ${count(entry, 'refused')} refused`,
  },
  'import.cancel': did('停下了一次导入', 'stopped an import'),
  'import.resume': did('接着导入一份名单', 'resumed an import'),
  'import.withdraw': did('撤回了一次导入', 'took an import back'),
  'source.key-made': did('给一个部门的名单生成了推送密钥', 'made a key for the pushes of a department'),
  'import.decide': did('说明了名单里的一行是谁', 'said who a row of a list is about'),
  'source.layout-saved': did('说明了一份名单的各列，存成了模板', 'kept what the columns of a list mean'),
  'source.key-revoked': did('停用了一把推送密钥', 'shut out a key of pushes'),
  'link.run': did('查找可能重复的登记', 'looked for records of one person'),
  'link.refuse': did('确认两条登记不是同一个人', 'said that two records are not one person'),
}
