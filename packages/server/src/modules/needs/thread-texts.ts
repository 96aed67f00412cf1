import { said, type ThreadText } from '../households/index.ts'

/** How this module's ledger entries read in a household's thread. */
export const NEED_TEXTS: Readonly<Record<string, ThreadText>> = {
  'need.confirm': {
    group: 'needs',
    zh: (entry) => `${entry.actor.zh}确认了一条需求：${said(entry, 'title')}`,
    en: (entry) => `${entry.actor.en} confirmed a need: ${said(entry, 'title')}`,
  },
  'need.withdraw': {
    group: 'needs',
    zh: (entry) => `${entry.actor.zh}撤回了需求“${said(entry, 'title')}”：${said(entry, 'reason')}`,
    en: (entry) => `${entry.actor.en} withdrew the need “${said(entry, 'title')}”: ${said(entry, 'reason')}`,
  },
  'need.export': {
    group: 'access',
    zh: (entry) =>
      `${entry.actor.zh}导出了${said(entry, 'unit')}的服务需求清单（${said(entry, 'needs')} 项）`,
    en: (entry) =>
      `${entry.actor.en} took the list of needs of ${said(entry, 'unit')} (${said(entry, 'needs')})`,
  },
  'need.sheet': {
    group: 'needs',
    zh: (entry) => `${entry.actor.zh}打印了这家的服务需求清单`,
    en: (entry) => `${entry.actor.en} printed the household’s sheet of needs`,
  },
}
