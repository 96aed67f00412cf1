import type { Fact } from '@lastmile/rules'
import type { Instrument } from './document.ts'

/** Whether an open alert says that somebody may take their life: a register of events, so what is not in it is not so. */
export const SUICIDE_ALERT: Fact = {
  name: 'suicide_alert',
  entity: 'person',
  type: 'boolean',
  unit: null,
  label: { zh: '有自杀风险警示未解除', en: 'An alert for suicide risk is open' },
  description: '量表里的自杀条目为阳性，而警示还没有由专业人员解除。',
  sensitivity: 'protected',
  question: {
    zh: '有没有伤害自己的念头？请按安全询问来问。',
    en: 'Any thought of self-harm? Ask by the safety check.',
  },
}

/** Name of the fact that holds the latest complete score of an instrument: `score_phq_9`. */
export function scoreFactName(instrument: string): string {
  return `score_${instrument.replaceAll('-', '_')}`
}

/** Scores as facts that conditions of a scheme may name. Not stored as facts: they come from the administrations. */
export function scoreFacts(instruments: readonly Instrument[]): Fact[] {
  const scores = instruments
    .filter(({ scoring }) => scoring.method === 'sum')
    .map((instrument): Fact => {
      const { min = 0, max = 0 } = instrument.scoring
      const { name } = instrument
      return {
        name: scoreFactName(instrument.id),
        entity: instrument.subject,
        type: 'integer',
        unit: 'point',
        min,
        max,
        label: { zh: `${name.zh}得分`, en: `Score of ${name.en}` },
        description: `最近一次完整的${name.zh}得分。`,
        sensitivity: instrument.protected ? 'protected' : 'sensitive',
        question: { zh: `请做一次${name.zh}`, en: `Please administer ${name.en}` },
      }
    })
  return [...scores, SUICIDE_ALERT]
}
