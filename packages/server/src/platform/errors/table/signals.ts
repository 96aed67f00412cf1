import type { ErrorEntry } from '../error-entry.ts'

/** What can be wrong with signals (发现线索). */
export const signalErrors = {
  signal_not_reported: {
    status: 422,
    zh: '“{rule}”不是可以由人报告的线索。',
    en: 'The signal “{rule}” is not one that people report.',
    when: 'A report names a rule that is found in the facts, or that the district does not have.',
    todo: 'Choose one of the kinds that the form offers: own eye, a neighbour, the family itself.',
    reportable: false,
  },
  signal_end_reason: {
    status: 422,
    zh: '选“没有需要帮的”时要说明原因，别的结果不用。',
    en: 'An end with nothing found needs a reason; the other ends take none.',
    when: 'A signal is ended with nothing found and no reason, or with another outcome and a reason.',
    todo: 'Choose one of the reasons of the list.',
    reportable: false,
  },
  signal_end_need: {
    status: 422,
    zh: '确认有需求时，请写明是什么需求。',
    en: 'A signal that ends with a need must say which need.',
    when: 'A signal is ended as a confirmed need without the need, or with one otherwise.',
    todo: 'Fill in the need: its kind and a short title.',
    reportable: false,
  },
  signal_threshold_refused: {
    status: 422,
    zh: '这个阈值不能试：{reason}。',
    en: 'This threshold cannot be tried: {reason}.',
    when: 'A trial names a threshold that the rule does not have, or a value that the rule cannot be checked with.',
    todo: 'Use the thresholds that the rule lists, with as many decimals as they have.',
    reportable: false,
  },
} as const satisfies Record<string, ErrorEntry>
