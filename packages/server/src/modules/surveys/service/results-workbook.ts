import { legalDateAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import type { ListOnPaper } from '../../../platform/paper/index.ts'
import { getCampaign } from '../store/campaigns.ts'
import { viewResults } from './results.ts'
import { viewCampaign } from './view-campaigns.ts'

/** Coverage and answers of a campaign as sheets of a workbook; nobody's name stands on them. */
export async function resultsOnPaper(
  tx: Tx,
  { id }: { readonly id: string },
): Promise<{ readonly name: string; readonly lists: readonly ListOnPaper[] }> {
  const campaign = await viewCampaign(tx, { id })
  const results = await viewResults(tx, { id })
  const row = await getCampaign(tx, id)
  tx.ledger({
    action: 'campaign.export',
    objectKind: 'campaign',
    objectId: id,
    orgPath: row.org_path,
    data: { title: row.title },
  })
  const day = legalDateAt(tx.now)
  const line = [`表：${campaign.form.zh}（第 ${campaign.formVersion} 版）`, `截至 ${day}`]
  const share = (part: number, whole: number) =>
    whole === 0 ? '' : `${Math.round((1000 * part) / whole) / 10}%`
  return {
    name: `${row.title}-${day}`,
    lists: [
      {
        sheet: '完成情况',
        title: `${row.title}：完成情况`,
        line: [
          ...line,
          `应访 ${campaign.asked} 户，已访 ${campaign.visited} 户，见到 ${campaign.reached} 户`,
        ],
        columns: [
          { name: '单位', width: 24 },
          { name: '应访（户）', width: 12, numeric: true },
          { name: '已访（户）', width: 12, numeric: true },
          { name: '见到（户）', width: 12, numeric: true },
          { name: '完成率', width: 12, numeric: true },
        ],
        rows: campaign.units.map(({ name, asked, visited, reached }) => [
          name,
          asked,
          visited,
          reached,
          share(visited, asked),
        ]),
        notes: [],
        sign: ['填表人', '审核人'],
      },
      {
        sheet: '回答汇总',
        title: `${row.title}：回答汇总`,
        line: [...line, `收到 ${results.forms} 份`],
        columns: [
          { name: '问题', width: 36 },
          { name: '回答', width: 28 },
          { name: '份数', width: 10, numeric: true },
          { name: '占回答的', width: 12, numeric: true },
        ],
        rows: results.questions.flatMap((question) => {
          const title = question.title.zh
          const head = [title, '回答了的', question.answered, share(question.answered, results.forms)]
          const figures = question.figures
            ? [
                [
                  title,
                  `中位数 ${question.figures.median}，最小 ${question.figures.min}，最大 ${question.figures.max}`,
                  question.answered,
                  '',
                ],
              ]
            : []
          const counts = question.counts.map(({ title: answer, count }) => [
            title,
            answer.zh,
            count,
            share(count, question.answered),
          ])
          return [head, ...counts, ...figures]
        }),
        notes: ['文字回答不汇总，请在系统里逐份查看。'],
        sign: [],
      },
    ],
  }
}
