import { said, type ThreadText } from '../households/index.ts'

const about = (group: ThreadText['group'], zh: string, en: string): ThreadText => ({
  group,
  zh: (entry) => `${entry.actor.zh}${zh}“${said(entry, 'title')}”`,
  en: (entry) => `${entry.actor.en} ${en} “${said(entry, 'title')}”`,
})

/** How this module's ledger entries read in a household's thread and in the auditor's query. */
export const SURVEY_TEXTS: Readonly<Record<string, ThreadText>> = {
  'campaign.begin': about(null, '发起走访', 'began the campaign'),
  'campaign.close': about(null, '结束走访', 'closed the campaign'),
  'campaign.export': about(null, '导出走访结果', 'took the results of'),
  'campaign.assign': {
    group: 'contacts',
    zh: (entry) => `${entry.actor.zh}请${said(entry, 'name')}走访这家（${said(entry, 'title')}）`,
    en: (entry) =>
      `${entry.actor.en} asked ${said(entry, 'name')} to visit this household (${said(entry, 'title')})`,
  },
  'form.save': about(null, '保存走访表草稿', 'saved the draft of the form'),
}
