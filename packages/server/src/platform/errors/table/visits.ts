import type { ErrorEntry } from '../error-entry.ts'

/** What visits and the phones that they are made with may refuse. */
export const visitErrors = {
  device_revoked: {
    status: 410,
    zh: '这部手机已被停用，上面的资料会清除。',
    en: 'This phone has been shut out; what it holds is destroyed.',
    when: 'A phone that was shut out asks for anything.',
    todo: 'Register it again, if it is in the right hands.',
    reportable: false,
  },
  device_unknown: {
    status: 404,
    zh: '没有登记过这部手机，或者它是别人登记的。',
    en: 'This phone is not registered, or by somebody else.',
    when: 'A phone sends a device id that the account does not own, or one is shut out twice.',
    todo: 'Sign in with the account that registered it, or register it anew.',
    reportable: false,
  },
  pack_too_large: {
    status: 422,
    zh: '一部手机最多带 {most} 户，请少选一些。',
    en: 'A phone carries {most} households at most; choose fewer.',
    when: 'More households are chosen for a phone than it may carry.',
    todo: 'Take off those that are not visited soon.',
    reportable: false,
  },
  form_unknown: {
    status: 422,
    zh: '没有发布过表格“{form}”的第 {version} 版。',
    en: 'Version {version} of the form "{form}" was never published.',
    when: 'A visit names a form or a version that is not published here.',
    todo: 'Reach the server once, so that the phone gets its forms.',
    reportable: false,
  },
  picture_unreadable: {
    status: 422,
    zh: '这个文件不是照片，没有收下。',
    en: 'This file is no picture; it was not taken.',
    when: 'A photo or signature does not begin as a JPEG or PNG does.',
    todo: 'Take the photo again.',
    reportable: false,
  },
  question_moved: {
    status: 409,
    zh: '这个问题刚才已有人处理过，您的选择没有生效，请再看一看。',
    en: 'Somebody has dealt with this question meanwhile; your choice was not taken. Please look again.',
    when: 'A choice names an older version of the question, or there is nothing to undo.',
    todo: 'Look at the question as it is now.',
    reportable: false,
  },
} as const satisfies Record<string, ErrorEntry>
