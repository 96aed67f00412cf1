import { registerThreadTexts } from '../households/index.ts'
import { GUIDANCE_TEXTS } from './thread-texts.ts'

registerThreadTexts(GUIDANCE_TEXTS)

export { type BulletinQuery, listBulletins } from './bulletins/read-bulletin.ts'
export type { GuidanceDeps } from './deps.ts'
export {
  answersToRead,
  type FeedbackQuery,
  listFeedback,
} from './feedback/write-feedback.ts'
export { guidanceRouter } from './router.ts'
