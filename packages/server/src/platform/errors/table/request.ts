import type { ErrorEntry } from '../error-entry.ts'

/** What any operation on a record may answer. */
export const requestErrors = {
  not_found: {
    status: 404,
    zh: '没有找到这条记录，或者它不在您的范围内。',
    en: 'There is no such record, or it lies outside your scope.',
    when: 'The id is unknown, or row-level security hides it; both answer the same.',
    todo: 'Check the link; ask the unit that is responsible.',
    reportable: false,
  },
  version_conflict: {
    status: 409,
    zh: '这条记录刚刚被别人改过，您的修改没有保存。请看过新内容再改。',
    en: 'Somebody changed this record just now; your change was not saved. Look at the new content and try again.',
    when: 'A change named a version that is not the present one.',
    todo: 'Load the record again and repeat the change.',
    reportable: false,
  },
  action_not_possible: {
    status: 409,
    zh: '现在的状态（{state}）不能做这一步（{action}）。',
    en: 'In its present state ({state}) this step ({action}) is not possible.',
    when: 'The table of states has no such action in this state.',
    todo: 'Load the record again: it shows what can be done.',
    reportable: false,
  },
  idempotency_key_reused: {
    status: 409,
    zh: '这个请求编号已用于另一次操作（{operation}），没有重复执行。',
    en: 'This request key was used for another operation ({operation}); nothing was done.',
    when: 'The same idempotency key came with another operation or other input.',
    todo: 'Make a new key for a new request.',
    reportable: false,
  },
  person_unsuitable: {
    status: 422,
    zh: '{name} 不能承担这一角色：{reason}。',
    en: '{name} cannot take this part: {reason}.',
    when: 'An advisor, worker or volunteer is named whose role or unit does not fit.',
    todo: 'Choose from the list that the screen offers.',
    reportable: false,
  },
  own_proposal: {
    status: 403,
    zh: '不能审核自己提出的结案。',
    en: 'Nobody reviews the own proposal.',
    when: 'The proposer of a closure tries to review it.',
    todo: 'Ask another supervisor.',
    reportable: false,
  },
  contact_in_future: {
    status: 422,
    zh: '服务时间还没到，请填实际发生的时间。',
    en: 'The contact lies in the future; give the time at which it happened.',
    when: 'A contact is recorded with an instant after now.',
    todo: 'Correct the day or the clock of the device.',
    reportable: false,
  },
  open_work_left: {
    status: 409,
    zh: '还有 {count} 项服务没有完成，先办完或取消，再提出结案。',
    en: '{count} plan items are still open; finish or cancel them before proposing to close.',
    when: 'A closure is proposed while plan items are open.',
    todo: 'Finish or cancel the items.',
    reportable: false,
  },
} as const satisfies Record<string, ErrorEntry>
