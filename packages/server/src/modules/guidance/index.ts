import { registerThreadTexts } from '../households/index.ts'
import { GUIDANCE_TEXTS } from './thread-texts.ts'

registerThreadTexts(GUIDANCE_TEXTS)

export { answerBulletin, type BulletinQuery, listBulletins, readBulletin } from './bulletins/read-bulletin.ts'
export { publishBulletin } from './bulletins/write-bulletin.ts'
export type { GuidanceDeps } from './deps.ts'
export { answerTopic, gatherFeedback } from './feedback/topics.ts'
export {
  answersToRead,
  type FeedbackQuery,
  listFeedback,
  writeFeedback,
} from './feedback/write-feedback.ts'
export { guidanceRouter } from './router.ts'
