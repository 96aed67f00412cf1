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
} as const satisfies Record<string, ErrorEntry>
