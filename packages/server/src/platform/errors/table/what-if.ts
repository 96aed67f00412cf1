import type { ErrorEntry } from '../error-entry.ts'

/** What can be wrong with a what-if question. */
export const whatIfErrors = {
  what_if_policy_refused: {
    status: 422,
    zh: '不能测算这项政策：{policy}。可能没有这项政策，那一天没有可以计算的规则，或者它涉及受保护的情况。',
    en: 'This policy cannot be asked about: {policy}. There is none, or it has no rule on that day, or it is about protected facts.',
    when: 'A what-if question names a policy that does not exist, has no rule on the day, or is guarded from the reader.',
    todo: 'Choose policies from the list of the page.',
    reportable: false,
  },
  what_if_change_refused: {
    status: 422,
    zh: '这个数字不能这样改：{parameter} = {value}。请看名称、小数位数和大小。',
    en: 'This figure cannot be changed so: {parameter} = {value}. See its name, its decimals and its size.',
    when: 'A what-if question changes a figure that the policy does not have, or to a value the rules are not exact with.',
    todo: 'Use a figure of a chosen policy; money has at most two decimals.',
    reportable: false,
  },
  what_if_columns_refused: {
    status: 403,
    zh: '这次测算的明细不能发到浏览器，请让服务器来算。',
    en: 'The columns of this question are not given to a browser; let the server reckon.',
    when: 'The policies read facts that the reader may not see, or the area has more households than a browser should hold.',
    todo: 'Ask the server (POST /what-if/ask); the page does so by itself.',
    reportable: false,
  },
  scenario_of_another: {
    status: 403,
    zh: '这个方案是别人存的，只能看。可以另存一份自己的。',
    en: 'Somebody else saved this scenario; it can be seen only. Save a copy of your own.',
    when: 'Somebody changes or deletes a scenario of another account.',
    todo: 'Open it and save it under your own name.',
    reportable: false,
  },
} as const satisfies Record<string, ErrorEntry>
