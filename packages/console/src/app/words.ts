import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  product: { zh: '最后一公里', en: 'Lastmile' },
  productLong: { zh: '社区救助顾问平台', en: 'Community assistance advisors' },
  demo: { zh: '演示数据，人名和号码都是虚构的', en: 'Demo data: every name and number is invented' },
  demoLabel: { zh: '说明', en: 'Notice' },
  skip: { zh: '跳到正文', en: 'Skip to the content' },
  menu: { zh: '全部栏目', en: 'All sections' },
  more: { zh: '更多', en: 'More' },
  close: { zh: '关闭', en: 'Close' },
  sections: { zh: '栏目', en: 'Sections' },
  waiting: { zh: '条等着处理', en: 'waiting' },
  search: { zh: '找家庭、人、政策、页面', en: 'Find a household, person, policy or page' },
  account: { zh: '我的账号', en: 'My account' },
  myAccount: { zh: '账号与安全', en: 'Account and security' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  otherLanguage: { zh: 'English', en: '中文' },
  largeType: { zh: '大字', en: 'Large type' },
  normalType: { zh: '标准字号', en: 'Normal type' },
  notFoundTitle: { zh: '这里没有页面', en: 'There is no page here' },
  notFoundText: {
    zh: '链接可能写错了，或者这一页已经搬走。',
    en: 'The link may be mistyped, or the page has moved.',
  },
  toToday: { zh: '回到今天', en: 'Go to Today' },
  notYours: { zh: '这一页不属于您的岗位', en: 'This page is not part of your role' },
  notYoursText: {
    zh: '没有任何内容被改动。需要看的话，请联系本街镇的救助骨干或管理员。',
    en: 'Nothing was changed. If you need it, ask your street’s backbone or the administrator.',
  },
  updated: { zh: '系统刚更新过，重新载入一下就好', en: 'The system was updated; please load the page again' },
  reload: { zh: '重新载入', en: 'Load again' },
})

/** The groups of the left rail, in the order of the day. A group without a page for the role is not shown. */
export const railWords = defineWords({
  today: { zh: '今天', en: 'Today' },
  households: { zh: '家庭', en: 'Households' },
  discovery: { zh: '发现', en: 'Discovery' },
  policies: { zh: '政策', en: 'Policies' },
  resources: { zh: '资源', en: 'Resources' },
  cases: { zh: '个案', en: 'Cases' },
  conversations: { zh: '咨询', en: 'Conversations' },
  team: { zh: '队伍', en: 'Team' },
  programme: { zh: '项目', en: 'Programme' },
  data: { zh: '数据', en: 'Data' },
  settings: { zh: '设置', en: 'Settings' },
})
