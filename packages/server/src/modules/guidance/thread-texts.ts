import { FEEDBACK_STATES, type FeedbackState } from '@lastmile/domain'
import { said, type ThreadEntry, type ThreadText } from '../households/index.ts'

/** What somebody did that belongs to no household's thread. */
function outside(zh: (entry: ThreadEntry) => string, en: (entry: ThreadEntry) => string): ThreadText {
  return {
    group: null,
    zh: (entry) => `${entry.actor.zh}${zh(entry)}`,
    en: (entry) => `${entry.actor.en} ${en(entry)}`,
  }
}

const title = (entry: ThreadEntry) => said(entry, 'title')
const policy = (entry: ThreadEntry) => entry.policy(said(entry, 'policy'))
const state = (entry: ThreadEntry) =>
  FEEDBACK_STATES[said(entry, 'state') as FeedbackState] ?? FEEDBACK_STATES.received

/** How this module's ledger entries read. */
export const GUIDANCE_TEXTS: Readonly<Record<string, ThreadText>> = {
  'effect.export': outside(
    (entry) => `导出了${said(entry, 'unit')}的政策效果表（${said(entry, 'rows')} 行）`,
    (entry) => `exported the effect of policies of ${said(entry, 'unit')} (${said(entry, 'rows')} rows)`,
  ),
  'bulletin.publish': outside(
    (entry) => `发布了政策速递《${title(entry)}》，发给 ${said(entry, 'meant')} 人`,
    (entry) => `published the bulletin “${title(entry)}” to ${said(entry, 'meant')} people`,
  ),
  'bulletin.correct': outside(
    (entry) => `更正了政策速递《${title(entry)}》：${said(entry, 'note')}`,
    (entry) => `corrected the bulletin “${title(entry)}”: ${said(entry, 'note')}`,
  ),
  'bulletin.withdraw': outside(
    (entry) => `撤回了政策速递《${title(entry)}》：${said(entry, 'reason')}`,
    (entry) => `withdrew the bulletin “${title(entry)}”: ${said(entry, 'reason')}`,
  ),
  'bulletin.remind': outside(
    (entry) => `提醒 ${said(entry, 'reminded')} 人阅读政策速递《${title(entry)}》`,
    (entry) => `reminded ${said(entry, 'reminded')} people of the bulletin “${title(entry)}”`,
  ),
  'bulletin.read': outside(
    (entry) => `读完了政策速递《${title(entry)}》`,
    (entry) => `read the bulletin “${title(entry)}” to its end`,
  ),
  'bulletin.answer': outside(
    (entry) => `答了政策速递《${title(entry)}》的 ${said(entry, 'of')} 道题，答对 ${said(entry, 'right')} 道`,
    (entry) =>
      `answered the ${said(entry, 'of')} questions of “${title(entry)}”, ${said(entry, 'right')} right`,
  ),
  'feedback.write': {
    group: 'gaps',
    zh: (entry) =>
      `${entry.actor.zh}${entry.data.voice === 'resident' ? '替居民' : ''}反映了${policy(entry).zh}的一个问题`,
    en: (entry) =>
      `${entry.actor.en} gave feedback on ${policy(entry).en}${entry.data.voice === 'resident' ? ' in a resident’s words' : ''}`,
  },
  'feedback.gather': outside(
    (entry) => `把 ${said(entry, 'count')} 条反馈归为${policy(entry).zh}的一个问题：${title(entry)}`,
    (entry) =>
      `gathered ${said(entry, 'count')} pieces of feedback on ${policy(entry).en} into “${title(entry)}”`,
  ),
  'feedback.loose': outside(
    (entry) => `从问题“${title(entry)}”里取出了一条反馈`,
    (entry) => `took a piece of feedback out of “${title(entry)}”`,
  ),
  'feedback.answer': outside(
    (entry) => `回应了${policy(entry).zh}的问题“${title(entry)}”：${state(entry).zh}`,
    (entry) => `answered “${title(entry)}” on ${policy(entry).en}: ${state(entry).en}`,
  ),
}
