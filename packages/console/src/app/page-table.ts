import type { Permission } from '@lastmile/domain'
import type { BilingualText } from '@lastmile/web-kit'
import type { railWords } from './words.ts'

export type RailGroup = keyof typeof railWords

/** One page that the rail and the command palette lead to. */
export interface PageEntry {
  readonly group: RailGroup
  readonly to: string
  readonly label: BilingualText
  /** Who sees it: any one of these permissions. */
  readonly permission: Permission | readonly Permission[]
  /** Who has a better page in its place. */
  readonly notFor?: Permission
  /** Other words it is found by in the palette. */
  readonly alias?: string
  /** What waits there, as a number beside the name. */
  readonly waiting?: 'fact-questions'
}

/**
 * Every page with a place in the rail, in the order shown within its group. A page that is reached from another page
 * only (one household, one case) does not stand here. Add a line together with the feature's routes in `router.ts`.
 */
export const PAGES: readonly PageEntry[] = [
  {
    group: 'today',
    to: '/today',
    label: { zh: '今天', en: 'Today' },
    permission: 'today.read',
    notFor: 'own.read',
    alias: 'jintian jt home',
  },
  {
    group: 'households',
    to: '/households',
    label: { zh: '家庭', en: 'Households' },
    permission: 'household.read',
    alias: 'jiating jt',
  },
  {
    group: 'households',
    to: '/field',
    label: { zh: '走访（手机）', en: 'Visits on the phone' },
    permission: 'visit.record',
    alias: 'zoufang zf shouji lixian',
  },
  {
    group: 'households',
    to: '/visits',
    label: { zh: '走访记录', en: 'Visits' },
    permission: 'fact.readSensitive',
    alias: 'zoufangjilu zfjl shouji phones',
  },
  {
    group: 'households',
    to: '/fact-questions',
    label: { zh: '说法待定', en: 'Facts to settle' },
    permission: 'fact.readSensitive',
    alias: 'shuofadaiding daiding sfdd hecha',
    waiting: 'fact-questions',
  },
  {
    group: 'households',
    to: '/own',
    label: { zh: '我家的帮扶', en: 'My family' },
    permission: 'own.read',
    alias: 'wojia',
  },
  {
    group: 'households',
    to: '/assessments',
    label: { zh: '分级', en: 'Tiers' },
    permission: 'assessment.read',
    alias: 'fenji dingji fj pinggu',
  },
  {
    group: 'discovery',
    to: '/signals',
    label: { zh: '发现线索', en: 'Signals' },
    permission: 'signal.read',
    alias: 'faxianxiansuo xiansuo xs',
  },
  {
    group: 'discovery',
    to: '/gaps',
    label: { zh: '应享未享', en: 'Entitlement gaps' },
    permission: 'gap.read',
    alias: 'yingxiangweixiang yxwx',
  },
  {
    group: 'discovery',
    to: '/gaps/screenings',
    label: { zh: '全部重算', en: 'Screenings' },
    permission: 'screening.run',
    notFor: 'gap.read',
    alias: 'chongsuan quanbu cs',
  },
  {
    group: 'discovery',
    to: '/area',
    label: { zh: '一页看辖区', en: 'The area on a page' },
    permission: 'portrait.read',
    alias: 'xiaqu huaxiang xq',
  },
  {
    group: 'discovery',
    to: '/needs',
    label: { zh: '服务需求清单', en: 'Needs' },
    permission: 'need.read',
    alias: 'xuqiu qingdan xqqd',
  },
  {
    group: 'discovery',
    to: '/campaigns',
    label: { zh: '走访调研', en: 'Campaigns' },
    permission: 'campaign.read',
    alias: 'zoufang diaoyan zfdy wenjuan',
  },
  {
    group: 'discovery',
    to: '/imports',
    label: { zh: '导入部门名单', en: 'Imports' },
    permission: 'import.read',
    alias: 'daoru dr excel',
  },
  {
    group: 'discovery',
    to: '/sources',
    label: { zh: '数据来源', en: 'Sources' },
    permission: 'import.read',
    alias: 'shujulaiyuan laiyuan sjly',
  },
  {
    group: 'discovery',
    to: '/linkage',
    label: { zh: '是不是同一个人', en: 'One person or two' },
    permission: 'linkage.decide',
    alias: 'chongfu hebing tongyigeren cf',
  },
  {
    group: 'policies',
    to: '/policies',
    label: { zh: '政策库', en: 'Policies' },
    permission: 'policy.read',
    alias: 'zhengceku zck',
  },
  {
    group: 'policies',
    to: '/doors',
    label: { zh: '变动上门清单', en: 'Doors' },
    permission: 'door.read',
    alias: 'shangmen biandong smqd',
  },
  {
    group: 'policies',
    to: '/policy-desk',
    label: { zh: '政策台', en: 'Policy desk' },
    permission: 'policy.draft',
    alias: 'zhengcetai zct xiugai',
  },
  {
    group: 'policies',
    to: '/what-if',
    label: { zh: '政策测算', en: 'What if' },
    permission: 'simulate',
    alias: 'zhengcecesuan cesuan zccs simulate',
  },
  {
    group: 'policies',
    to: '/bulletins',
    label: { zh: '政策速递', en: 'Bulletins' },
    permission: 'bulletin.read',
    alias: 'zhengcesudi sudi zcsd',
  },
  {
    group: 'policies',
    to: '/feedback',
    label: { zh: '政策反馈', en: 'Feedback' },
    permission: 'feedback.read',
    alias: 'zhengcefankui fankui zcfk',
  },
  {
    group: 'policies',
    to: '/effect',
    label: { zh: '政策效果', en: 'Effect of policies' },
    permission: 'effect.read',
    alias: 'zhengcexiaoguo xiaoguo zcxg',
  },
  {
    group: 'cases',
    to: '/cases',
    label: { zh: '个案', en: 'Cases' },
    permission: 'case.read',
    alias: 'gean ga',
  },
  {
    group: 'cases',
    to: '/orders',
    label: { zh: '我的志愿服务', en: 'My orders' },
    permission: 'order.own',
    alias: 'zhiyuan zy',
  },
  {
    group: 'programme',
    to: '/tasks',
    label: { zh: '区里交办', en: 'Tasks from the bureau' },
    permission: 'task.read',
    alias: 'jiaoban jb',
  },
  {
    group: 'data',
    to: '/measure',
    label: { zh: '困难程度', en: 'Depth of hardship' },
    permission: 'measure.read',
    alias: 'kunnan duowei kn mpi',
  },
  {
    group: 'data',
    to: '/ledger',
    label: { zh: '操作记录', en: 'Ledger' },
    permission: 'ledger.query',
    alias: 'jilu shenji audit',
  },
  {
    group: 'settings',
    to: '/visits/phones',
    label: { zh: '走访手机', en: 'Phones' },
    permission: 'device.revoke',
    notFor: 'visit.record',
    alias: 'zoufangshouji zfsj phones',
  },
  {
    group: 'settings',
    to: '/accounts',
    label: { zh: '账号', en: 'Accounts' },
    permission: 'account.manage',
    alias: 'zhanghao zh',
  },
]

/** Whether an account with these permissions sees a page. */
export function sees(permissions: readonly string[], page: PageEntry): boolean {
  if (page.notFor && permissions.includes(page.notFor)) return false
  const any = typeof page.permission === 'string' ? [page.permission] : page.permission
  return any.some((permission) => permissions.includes(permission))
}
