import type { ErrorEntry } from '../error-entry.ts'

/** What can be wrong at the policy desk. */
export const policyErrors = {
  figure_unknown: {
    status: 422,
    zh: '文件里没有这个数字：{name}。',
    en: 'The file holds no such figure: {name}.',
    when: 'A figure is edited or confirmed that the file does not hold, or not with this first day or value.',
    todo: 'Open the policy again: somebody may have changed the figure in between.',
    reportable: false,
  },
  change_path_refused: {
    status: 422,
    zh: '不能改这个文件：{path}。',
    en: 'This file cannot be changed here: {path}.',
    when: 'A path that is not of the form place/policy/file.yaml or .md.',
    todo: 'Use the path of a policy, a figure or a term, for example cn-shanghai/dibao/policy.yaml.',
    reportable: false,
  },
  change_not_sound: {
    status: 422,
    zh: '还有 {count} 处问题没有改好，先改好再继续。',
    en: 'The checker refuses {count} things; mend them first.',
    when: 'Texts that cannot be read, do not type, or whose cases fail, are proposed, published or reckoned.',
    todo: 'Open the change; each problem stands there with file and line.',
    reportable: false,
  },
  change_check_stopped: {
    status: 409,
    zh: '检查没有做完就停了。内容还在，再检查一次就行。',
    en: 'The check was stopped before its end. Nothing is lost; check again.',
    when: 'A check of a draft is given up, or the thread that runs it ends.',
    todo: 'Check again.',
    reportable: false,
  },
  change_outdated: {
    status: 409,
    zh: '起草以后，{path} 已经被别人改过。请打开草稿，对照新的内容再改。',
    en: 'Somebody changed {path} since this draft was begun. Open it and compare with the new text.',
    when: 'A file of the change is another than the one that the draft was made from.',
    todo: 'Open the draft, compare, and save it over the new text.',
    reportable: false,
  },
  change_impact_missing: {
    status: 409,
    zh: '先算一次影响，再提交或发布；内容改过以后也要重新算。',
    en: 'Reckon the impact first; after a change of the texts, anew.',
    when: 'A change is proposed or published whose impact was not reckoned for these texts over the library of today.',
    todo: 'Ask for the impact and wait for it.',
    reportable: false,
  },
  library_unknown: {
    status: 404,
    zh: '没有保存过这个版本的政策库：{hash}。',
    en: 'No library of this hash was kept: {hash}.',
    when: 'A screening is asked for with a library that no result was made with.',
    todo: 'Use the hash that a result names.',
    reportable: false,
  },
  second_person_needed: {
    status: 403,
    zh: '提交的人不能自己发布，请另一位同事审核。',
    en: 'Whoever proposed a change cannot publish it; ask a second person.',
    when: 'The account that proposed a change tries to publish it.',
    todo: 'Let another account of the bureau publish it.',
    reportable: false,
  },
} as const satisfies Record<string, ErrorEntry>
