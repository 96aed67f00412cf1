import { defineWords } from '@lastmile/web-kit'

/** States of casework as people say them. */
export const caseWords = defineWords({
  open: { zh: '待指派', en: 'To be assigned' },
  serving: { zh: '服务中', en: 'In service' },
  closure_proposed: { zh: '待结案审核', en: 'Closure in review' },
  closed: { zh: '已结案', en: 'Closed' },
  planned: { zh: '已列入', en: 'Planned' },
  handed_over: { zh: '已转给社会组织', en: 'Handed over' },
  assigned: { zh: '已安排社工', en: 'Worker named' },
  in_progress: { zh: '在办', en: 'In progress' },
  done: { zh: '已办好', en: 'Done' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  met: { zh: '已解决', en: 'Met' },
  unmet: { zh: '没能解决', en: 'Not met' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
})

/** Whether a state has a word of its own. */
export function isCaseWord(state: string): state is keyof typeof caseWords {
  return state in caseWords
}
