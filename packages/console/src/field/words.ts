import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  title: { zh: '走访', en: 'Visits' },
  today: { zh: '今天', en: 'Today' },
  families: { zh: '家庭', en: 'Families' },
  work: { zh: '走访', en: 'Visits' },
  me: { zh: '我', en: 'Me' },
  sections: { zh: '栏目', en: 'Sections' },
  back: { zh: '返回', en: 'Back' },
  toConsole: { zh: '回到工作台', en: 'To the console' },
  loading: { zh: '正在打开…', en: 'Opening…' },
  cancel: { zh: '先不', en: 'Not now' },

  // State of the sync, always in words.
  allSent: { zh: '已全部上传', en: 'Everything is sent' },
  waits: {
    zh: '{count} 条待上传，联网后自动发送',
    en: {
      one: '{count} entry waits and goes out when there is signal',
      other: '{count} entries wait and go out when there is signal',
    },
  },
  decide: {
    zh: '{count} 条需要您决定',
    en: { one: '{count} needs your decision', other: '{count} need your decision' },
  },
  refusedCount: {
    zh: '{count} 条没有收下，请看一看',
    en: { one: '{count} was not taken; please look', other: '{count} were not taken; please look' },
  },
  syncing: { zh: '正在同步…', en: 'Syncing…' },
  syncNow: { zh: '现在同步', en: 'Sync now' },
  synced: { zh: '同步好了', en: 'Synced' },
  lastSync: { zh: '上次同步：{when}', en: 'Last sync: {when}' },
  neverSynced: { zh: '还没有同步过', en: 'Not synced yet' },
  endOffline: {
    zh: '现在没有信号。写下的都在手机上，有信号时会自动发送。',
    en: 'No signal now. What you wrote is on the phone and goes out when there is signal.',
  },
  endSignedOut: {
    zh: '登录已过期，请重新登录再同步。写下的都在。',
    en: 'Your session has ended. Sign in again to sync; what you wrote is safe.',
  },
  signIn: { zh: '去登录', en: 'Sign in' },
  endOther: {
    zh: '这部手机是{name}登记的，请用同一个账号登录。',
    en: 'This phone was registered by {name}; sign in with that account.',
  },
  endRevoked: {
    zh: '这部手机已被停用，上面的资料已清除。',
    en: 'This phone was shut out; what it held has been destroyed.',
  },
  endNoRoom: {
    zh: '手机存储满了，没有存下新资料。请删掉一些照片或应用，再同步。已写下的都在。',
    en: 'The phone is full and could not store what is new. Delete photos or apps and sync again. What you wrote is safe.',
  },
  nearlyFull: {
    zh: '手机快存满了（还剩约 {mb} MB）。先同步，再删掉一些照片或应用。',
    en: 'The phone is nearly full (about {mb} MB left). Sync first, then delete photos or apps.',
  },

  // Setting up and opening.
  setUpTitle: { zh: '让这部手机能离线走访', en: 'Make this phone ready for visits without signal' },
  setUpText: {
    zh: '选好的家庭和表格会加密存在手机上。没有信号也能看、能填，回来自动上传。',
    en: 'Chosen families and forms are stored on the phone, encrypted. You can read and write without signal; it is sent when you are back.',
  },
  setUpPassphrase: { zh: '离线口令（至少 8 个字）', en: 'Offline passphrase (8 characters or more)' },
  setUpAgain: { zh: '再写一遍', en: 'Once more' },
  setUpHint: {
    zh: '没有信号时用它打开。忘了就打不开，手机上还没上传的也就没了。连错 10 次，手机上的资料全部清除。',
    en: 'It opens the phone without signal. If you forget it, what is not yet sent is lost. Ten wrong tries in a row destroy everything on the phone.',
  },
  setUpShort: { zh: '口令至少 8 个字，不能全是同一个字', en: 'At least 8 characters, not all the same' },
  setUpDiffer: { zh: '两遍写得不一样', en: 'The two do not agree' },
  setUpGo: { zh: '设好了', en: 'Set up' },
  setUpOnline: {
    zh: '第一次设置要有信号，并且先登录。',
    en: 'Setting up needs signal and a signed-in account.',
  },
  notYours: {
    zh: '您的岗位不做走访，这一页用不上。',
    en: 'Your role makes no visits; this page is not for it.',
  },
  unlockTitle: { zh: '{name}的走访手机', en: 'The visiting phone of {name}' },
  unlockPassphrase: { zh: '离线口令', en: 'Offline passphrase' },
  unlockGo: { zh: '打开', en: 'Open' },
  unlockWrong: { zh: '口令不对，还可以试 {left} 次', en: 'Wrong passphrase; {left} tries left' },
  unlockWiped: {
    zh: '连错 10 次，手机上的资料已全部清除。',
    en: 'Ten wrong tries: everything on the phone was destroyed.',
  },
  unlockNoRoom: {
    zh: '手机存储满了，打不开。请先删掉一些照片或应用，再试。写下的都在。',
    en: 'The phone is full and cannot be opened. Delete photos or apps and try again; what you wrote is safe.',
  },
  leaseEnded: {
    zh: '太久没有联网，手机先锁上了。连上网络登录一次就能打开，写下的都还在。',
    en: 'The phone was without contact for too long and is shut. Connect and sign in once to open it; what you wrote is still there.',
  },
  leaseRenew: { zh: '联网解锁', en: 'Open by contact' },
  leaseUntil: { zh: '{when}前要联网一次', en: 'Must be in contact once before {when}' },

  // Today.
  todayNone: { zh: '今天没有约好的走访', en: 'No visits are due today' },
  todayNoneText: {
    zh: '到“家庭”里点一家，选“今天去”。',
    en: 'Choose a family under Families and tap “Go today”.',
  },
  todayRoute: {
    zh: '按轻重、期限和远近排好的次序',
    en: 'In the order of need, date and way',
  },
  due: { zh: '约的是 {day}', en: 'Due {day}' },
  goTo: { zh: '带路', en: 'Directions' },
  placeUnknown: { zh: '位置还不知道', en: 'Place not known yet' },

  // Families.
  search: { zh: '找姓名、地址', en: 'Find a name or address' },
  shown: { zh: '手机上 {total} 户，显示 {shown} 户', en: '{total} on the phone, {shown} shown' },
  familiesNone: { zh: '手机上还没有家庭', en: 'No families on the phone yet' },
  familiesNoneText: {
    zh: '到“我”里点“选哪些家庭带走”。',
    en: 'Go to Me and choose the families to take along.',
  },
  more: { zh: '再显示一些', en: 'Show more' },
  newFamily: { zh: '登记新的一家', en: 'Write down a new family' },
  persons: { zh: '{count} 人', en: { one: '{count} person', other: '{count} persons' } },
  gapCount: { zh: '{count} 项可能漏享', en: '{count} may be missed' },

  // One household.
  gone: { zh: '这一家不在这部手机上', en: 'This family is not on this phone' },
  startVisit: { zh: '开始走访', en: 'Begin the visit' },
  goOn: { zh: '接着填', en: 'Go on with the form' },
  goToday: { zh: '今天去', en: 'Go today' },
  notToday: { zh: '今天不去了', en: 'Not today' },
  members: { zh: '家里人', en: 'Members' },
  known: { zh: '知道的情况', en: 'What is known' },
  factFrom: { zh: '{source} · {day}', en: '{source} · {day}' },
  notSent: { zh: '手机上写的，还没上传', en: 'Written on this phone, not sent yet' },
  receiving: { zh: '正在享受', en: 'Receives' },
  receivingNone: { zh: '没有记录', en: 'Nothing on record' },
  screen: { zh: '算一算能享受什么', en: 'Work out what they may get' },
  screenNote: {
    zh: '在手机上按现有情况推算，不是审批结论。',
    en: 'Worked out on the phone from what is known; no decision.',
  },
  screenFits: { zh: '看起来符合', en: 'Seems to fit' },
  screenUnknown: { zh: '还要问清楚', en: 'Still to be asked' },
  screenAsk: { zh: '问：{question}', en: 'Ask: {question}' },
  screenNone: { zh: '按现在知道的，没有新的', en: 'Nothing new by what is known' },
  screenNoLibrary: {
    zh: '先同步一次，手机上才有政策。',
    en: 'Sync once, so that the policies are on the phone.',
  },
  screenFailed: {
    zh: '这家的情况有读不懂的地方：{reason}',
    en: 'Something about this family cannot be read: {reason}',
  },
  others: {
    zh: '{names}刚打开过这家的表。谁都可以接着做，不会互相顶掉。',
    en: '{names} had this form open just now. Nobody is held up, and nothing is written over.',
  },
  carriers: { zh: '{names}的手机上也带着这一家', en: 'Also on the phone of {names}' },

  // The form.
  formNone: { zh: '手机上还没有表格，先同步一次。', en: 'No form on the phone yet; sync once.' },
  saved: { zh: '写到哪儿都已存在手机上', en: 'Kept on the phone as you write' },
  notSaved: {
    zh: '手机存储满了，刚写的还没存下。请不要关掉这一页：删掉一些照片或应用，再点“再存一次”。',
    en: 'The phone is full; the last words are not kept yet. Keep this page open, delete photos or apps, then tap “Keep again”.',
  },
  saveAgain: { zh: '再存一次', en: 'Keep again' },
  place: { zh: '记下这里的位置', en: 'Note this place' },
  placeWhy: {
    zh: '只记这一次：下次好找门，调研时也看得出表是在家里填的。您同意才记。',
    en: 'Once: so that the door is found again, and to show that a survey was filled in there. Only if you agree.',
  },
  placeKept: { zh: '位置记下了（误差约 {metres} 米）', en: 'Place noted (about {metres} m)' },
  placeDrop: { zh: '不记了', en: 'Do not note it' },
  placeFailed: { zh: '手机没有给出位置，可以不记。', en: 'The phone gave no place; it may be left out.' },
  dropDraft: { zh: '不要这张表了', en: 'Discard this form' },
  dropDraftSure: { zh: '真的不要了？写下的会删掉。', en: 'Really discard it? What you wrote is deleted.' },
  handedIn: { zh: '已记下，{state}', en: 'Recorded; {state}' },

  // What waits, what was answered.
  workNone: { zh: '还没有走访记录', en: 'No visits yet' },
  drafts: { zh: '没填完的', en: 'Unfinished' },
  waiting: { zh: '待上传', en: 'Waiting' },
  questionsTitle: { zh: '两种说法，请您定', en: 'Two answers: please settle' },
  questionsSettled: { zh: '最近定下的', en: 'Settled lately' },
  answeredTitle: { zh: '已上传', en: 'Sent' },
  refusedTitle: { zh: '没有收下的', en: 'Not taken' },
  again: { zh: '再送一次', en: 'Send again' },
  dismiss: { zh: '知道了', en: 'Understood' },
  kindVisit: { zh: '走访 {name}', en: 'Visit to {name}' },
  kindFile: { zh: '照片或签名', en: 'Photo or signature' },
  kindPick: { zh: '定下一种说法', en: 'A settled answer' },
  kindUndo: { zh: '收回一次选择', en: 'A choice taken back' },
  kindFacts: { zh: '{name}：问清的情况', en: '{name}: answers' },
  kindScale: { zh: '{name}：一份量表', en: '{name}: a scale' },
  kindNewcomer: { zh: '新登记 {name}', en: 'New family {name}' },
  outcomeApplied: { zh: '已收下', en: 'Taken' },
  outcomeAsked: { zh: '已收下，有一处要定', en: 'Taken; something is to be settled' },
  aFamily: { zh: '一户人家', en: 'a family' },

  // Two answers.
  aboutHousehold: { zh: '{name}家：{fact}', en: '{name}: {fact}' },
  aboutMember: { zh: '{name}家 {member}：{fact}', en: '{name}, {member}: {fact}' },
  unknownValue: { zh: '不知道', en: 'not known' },
  voiceBy: { zh: '{source} · {who} · {day}', en: '{source} · {who} · {day}' },
  nobody: { zh: '部门数据', en: 'department data' },
  pickReason: { zh: '为什么选这个', en: 'Why this one' },
  pickGo: { zh: '就按这个', en: 'Take this one' },
  pickNeed: { zh: '先选一种说法，再写一句理由', en: 'Choose one and write a reason' },
  picked: { zh: '{who}选了“{value}”：{reason}', en: '{who} took “{value}”: {reason}' },
  undo: { zh: '收回这个选择', en: 'Take this choice back' },
  undoReason: { zh: '为什么收回', en: 'Why take it back' },
  decisionWaits: { zh: '您的决定待上传', en: 'Your decision waits to be sent' },

  // A new family.
  newTitle: { zh: '登记新的一家', en: 'A new family' },
  newText: {
    zh: '没有信号也能登记。上传时会再查一遍：可能早就在册的，会回来问您。',
    en: 'Works without signal. When sent it is looked for once more: where it may be known already, you are asked.',
  },
  newName: { zh: '姓名', en: 'Name' },
  newNumber: { zh: '身份证号', en: 'Identity number' },
  newNoNumber: { zh: '没有身份证号的原因', en: 'Why there is no number' },
  newPhone: { zh: '电话', en: 'Telephone' },
  newAddress: { zh: '住址', en: 'Address' },
  newNote: { zh: '在哪儿遇到、什么情况', en: 'Where you met, and what you saw' },
  newGo: { zh: '记下', en: 'Write down' },
  newNeed: {
    zh: '姓名要填；身份证号和没有的原因，填一样',
    en: 'A name, and either the number or why there is none',
  },
  newNumberWrong: { zh: '身份证号不对，请再看一眼', en: 'The identity number is not right; look again' },
  newAsked: { zh: '这几家可能早就在册', en: 'These may be known already' },
  newSame: { zh: '就是 {name}（{no}）', en: 'It is {name} ({no})' },
  newNew: { zh: '不是，是新的一家', en: 'No, a new family' },
  newSettled: { zh: '核对好了', en: 'Settled' },

  // Me.
  choose: { zh: '选哪些家庭带走', en: 'Choose the families to take along' },
  chooseText: {
    zh: '要有信号。选好以后马上装进手机。',
    en: 'Needs signal. They are put on the phone at once.',
  },
  chooseMine: { zh: '我陪伴的家庭', en: 'Families that I accompany' },
  chooseDue: { zh: '到期该联系的', en: 'Those due for contact' },
  chooseGaps: { zh: '可能漏享待遇的', en: 'Those that may miss something' },
  chooseAll: { zh: '范围内全部', en: 'All in my area' },
  chooseCount: { zh: '{count} 户', en: '{count}' },
  chooseAdd: { zh: '带上这 {count} 户', en: 'Take these {count} along' },
  chooseProgress: { zh: '已装好 {done} 户…', en: '{done} are on the phone…' },
  chooseDone: { zh: '手机上现在 {count} 户', en: '{count} on the phone now' },
  chooseTooMany: {
    zh: '一部手机最多带 3000 户，先带前 3000 户。',
    en: 'A phone carries 3,000 at most; the first 3,000 are taken.',
  },
  emptyPack: { zh: '把手机上的家庭都拿下来', en: 'Take all families off the phone' },
  phones: { zh: '我登记过的手机', en: 'Phones that I registered' },
  phoneThis: { zh: '这部', en: 'this one' },
  phoneLine: { zh: '{count} 户 · 上次联网 {when}', en: '{count} households · last seen {when}' },
  phoneRevoked: { zh: '已停用', en: 'Shut out' },
  revoke: { zh: '停用', en: 'Shut out' },
  revokeReason: { zh: '为什么停用', en: 'Why' },
  lock: { zh: '锁上', en: 'Lock' },
  wipe: { zh: '清空这部手机', en: 'Wipe this phone' },
  wipeSure: {
    zh: '清空以后，还没上传的 {count} 条就没有了。真的清空？',
    en: 'What is not yet sent ({count}) will be lost. Really wipe?',
  },
  wipeGo: { zh: '清空', en: 'Wipe' },
  install: { zh: '放到手机桌面', en: 'Put it on the home screen' },
  installHint: {
    zh: '在浏览器菜单里点“添加到主屏幕”，就像应用一样打开。',
    en: 'In the browser menu choose “Add to home screen” to open it like an app.',
  },
  largeType: { zh: '大字', en: 'Large type' },
  normalType: { zh: '标准字号', en: 'Normal type' },
  language: { zh: 'English', en: '中文' },
  notKept: {
    zh: '浏览器没有答应长久保存，存储紧张时可能被清理。放到桌面以后就稳了。',
    en: 'The browser has not promised to keep the data when it runs short of room. Put the app on the home screen to be safe.',
  },
})
