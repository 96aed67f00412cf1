import { registerThreadTexts } from '../households/index.ts'
import { GUIDANCE_TEXTS } from './thread-texts.ts'

registerThreadTexts(GUIDANCE_TEXTS)

export { type BulletinQuery, listBulletins } from './bulletins/read-bulletin.ts'
export type { GuidanceDeps } from './deps.ts'
export { guidanceRouter } from './router.ts'
