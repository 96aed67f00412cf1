import type { ThreadText } from '../households/index.ts'

/** How this module's ledger entries read. */
export const LEDGER_TEXTS: Readonly<Record<string, ThreadText>> = {
  'ledger.query': {
    group: 'access',
    zh: (entry) => `${entry.actor.zh}查询了操作记录`,
    en: (entry) => `${entry.actor.en} queried the ledger`,
  },
  'ledger.verify': {
    group: 'access',
    zh: (entry) => `${entry.actor.zh}核验了操作记录`,
    en: (entry) => `${entry.actor.en} verified the ledger`,
  },
}
