import type { CampaignResults } from '@lastmile/contract'
import {
  asksWhetherMet,
  crossTable,
  type FilledForm,
  questionsOf,
  type SurveyQuestion,
  tally,
} from '@lastmile/field'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { unitNames } from '../../identity/index.ts'
import { formDefinitions } from '../../visits/index.ts'
import { type CampaignRow, getCampaign } from '../store/campaigns.ts'
import { coverageOf } from './coverage.ts'

type Results = z.infer<typeof CampaignResults>
type Named = { readonly value: string; readonly title: { readonly zh: string; readonly en: string } }

/** The questions of a campaign's form and the forms that were filled in: a door that did not open is one only where the form asks for it. */
async function filledForms(
  tx: Tx,
  campaign: CampaignRow,
): Promise<{ questions: SurveyQuestion[]; forms: FilledForm[] }> {
  const definition = (await formDefinitions(tx, campaign.form_id)).get(campaign.form_version)
  const covered = await coverageOf(tx, campaign)
  const asks = definition !== undefined && asksWhetherMet(definition)
  return {
    questions: definition ? questionsOf(definition) : [],
    forms: covered.flatMap(({ visit, org_path }) =>
      visit && (visit.reached || asks) ? [{ answers: visit.answers, unit: org_path }] : [],
    ),
  }
}

function nameOf(question: SurveyQuestion, value: string): Named {
  const choice = question.choices.find((one) => one.value === value)
  return { value, title: choice?.title ?? { zh: value, en: value } }
}

/** How each question was answered, and one cross table where it is asked for. Free words are counted, not shown. */
export async function viewResults(
  tx: Tx,
  input: { readonly id: string; readonly rows?: string | undefined; readonly columns?: string | undefined },
): Promise<Results> {
  const { questions, forms } = await filledForms(tx, await getCampaign(tx, input.id))
  return {
    forms: forms.length,
    questions: questions.map((question) => {
      const { answered, counts, figures } = tally(question, forms)
      return {
        name: question.name,
        title: question.title,
        kind: question.kind,
        answered,
        counts: counts.map(({ value, count }) => ({ ...nameOf(question, value), count })),
        figures,
      }
    }),
    cross:
      input.rows === undefined
        ? null
        : await cross(tx, questions, forms, input.rows, input.columns ?? 'unit'),
  }
}

async function cross(
  tx: Tx,
  questions: readonly SurveyQuestion[],
  forms: readonly FilledForm[],
  rows: string,
  columns: string,
): Promise<NonNullable<Results['cross']>> {
  const down = questions.find(({ name }) => name === rows)
  const across = columns === 'unit' ? 'unit' : questions.find(({ name }) => name === columns)
  if (!down || !across) throw new AppError('input_invalid', { fields: down ? 'columns' : 'rows' })
  const table = crossTable(down, across, forms)
  const units = across === 'unit' ? await unitNames(tx, table.columns) : null
  return {
    columns: table.columns.map((value) =>
      across === 'unit'
        ? { value, title: { zh: units?.get(value) ?? value, en: units?.get(value) ?? value } }
        : nameOf(across, value),
    ),
    rows: table.rows.map(({ value, counts }) => ({ ...nameOf(down, value), counts: [...counts] })),
  }
}
