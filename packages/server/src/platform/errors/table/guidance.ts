import type { ErrorEntry } from '../error-entry.ts'

/** What bulletins and feedback on policies may refuse. */
export const guidanceErrors = {
  policy_unknown: {
    status: 422,
    zh: '政策库里没有这项政策（{policy}）。',
    en: 'The library has no policy {policy}.',
    when: 'A bulletin or a piece of feedback names a policy that is not in the library.',
    todo: 'Choose a policy from the list that the screen offers.',
    reportable: false,
  },
  audience_empty: {
    status: 422,
    zh: '按所选的岗位和单位，没有人会收到。请放宽范围。',
    en: 'With these roles and units nobody would receive it. Choose more of them.',
    when: 'A bulletin is published to roles and units in which nobody works at present.',
    todo: 'Choose other roles or units.',
    reportable: false,
  },
  feedback_mixed: {
    status: 422,
    zh: '选中的反馈不是同一项政策的，或者有的已经看不到，没有归类。',
    en: 'The chosen feedback is on different policies, or some of it is out of sight; nothing was gathered.',
    when: 'Feedback on several policies is put to one question, or some of it lies outside the scope.',
    todo: 'Choose feedback on one policy.',
    reportable: false,
  },
  code_unknown: {
    status: 404,
    zh: '没有找到这个查询码，请核对一下。查询码是 10 个字母和数字。',
    en: 'This code was not found; please check it. A code has ten letters and figures.',
    when: 'An answer is asked for with a code that nobody was given, or that can be none: both answer the same.',
    todo: 'Compare it with the slip, or ask the advisor who wrote it down.',
    reportable: false,
  },
  code_paused: {
    status: 429,
    zh: '输错的次数太多，请过 {minutes} 分钟再查。',
    en: 'Too many wrong codes. Please try again in {minutes} minutes.',
    when: 'Many wrong codes came from one address within a quarter of an hour.',
    todo: 'Wait, or ask the advisor.',
    reportable: false,
  },
} as const satisfies Record<string, ErrorEntry>
