import { said, type ThreadEntry, type ThreadText } from '../households/index.ts'

/** What somebody did with a bulletin; it belongs to no household's thread. */
function bulletin(zh: (entry: ThreadEntry) => string, en: (entry: ThreadEntry) => string): ThreadText {
  return {
    group: null,
    zh: (entry) => `${entry.actor.zh}${zh(entry)}`,
    en: (entry) => `${entry.actor.en} ${en(entry)}`,
  }
}

const title = (entry: ThreadEntry) => said(entry, 'title')

/** How this module's ledger entries read. */
export const GUIDANCE_TEXTS: Readonly<Record<string, ThreadText>> = {
  'bulletin.publish': bulletin(
    (entry) => `发布了政策速递《${title(entry)}》，发给 ${said(entry, 'meant')} 人`,
    (entry) => `published the bulletin “${title(entry)}” to ${said(entry, 'meant')} people`,
  ),
  'bulletin.correct': bulletin(
    (entry) => `更正了政策速递《${title(entry)}》：${said(entry, 'note')}`,
    (entry) => `corrected the bulletin “${title(entry)}”: ${said(entry, 'note')}`,
  ),
  'bulletin.withdraw': bulletin(
    (entry) => `撤回了政策速递《${title(entry)}》：${said(entry, 'reason')}`,
    (entry) => `withdrew the bulletin “${title(entry)}”: ${said(entry, 'reason')}`,
  ),
  'bulletin.remind': bulletin(
    (entry) => `提醒 ${said(entry, 'reminded')} 人阅读政策速递《${title(entry)}》`,
    (entry) => `reminded ${said(entry, 'reminded')} people of the bulletin “${title(entry)}”`,
  ),
  'bulletin.read': bulletin(
    (entry) => `读完了政策速递《${title(entry)}》`,
    (entry) => `read the bulletin “${title(entry)}” to its end`,
  ),
  'bulletin.answer': bulletin(
    (entry) => `答了政策速递《${title(entry)}》的 ${said(entry, 'of')} 道题，答对 ${said(entry, 'right')} 道`,
    (entry) =>
      `answered the ${said(entry, 'of')} questions of “${title(entry)}”, ${said(entry, 'right')} right`,
  ),
}
