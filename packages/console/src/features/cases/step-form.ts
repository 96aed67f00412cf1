import { CASE_OUTCOMES, fenFromYuan, newId } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useApi } from '../../app/api.ts'
import { type Answers, type AskField, numberOf, textOf, todayValue } from '../../frame/index.ts'
import type { CaseView, Step, StepName } from './shapes.ts'
import { useStepPeople } from './step-people.ts'
import { words } from './words.ts'

interface Form {
  readonly title: string
  readonly fields: readonly AskField[]
  readonly submit?: string
  readonly send: (answers: Answers) => Promise<unknown>
  readonly done: string
}

const CHANNELS = ['visit', 'phone', 'office', 'online', 'activity'] as const

function channelOf(value: string | undefined): (typeof CHANNELS)[number] {
  return CHANNELS.find((channel) => channel === value) ?? 'visit'
}

/** The form of one step of a case; every step of casework is here, its fields and its call side by side. */
export function useStepForm(step: Step, file: CaseView): Form {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const people = useStepPeople(step, file)
  const { item } = step
  const itemCall = item ? { itemId: item.id, version: item.version } : { itemId: '', version: 1 }
  const caseCall = { id: file.id, version: file.version }
  const reason: AskField = {
    name: 'reason',
    label: say('reason'),
    kind: 'area',
    required: true,
    maxLength: 300,
  }
  const forms: Readonly<Record<StepName, () => Form>> = {
    assign: () => ({
      title: file.advisor ? say('change_advisor') : say('assign'),
      fields: [
        { name: 'advisorId', label: say('advisor'), kind: 'choice', required: true, options: people },
        { name: 'nextContactOn', label: say('nextOn'), kind: 'day', earliest: todayValue() },
      ],
      send: (answers) =>
        api.casework.assign.call({
          ...caseCall,
          advisorId: textOf(answers, 'advisorId') ?? '',
          nextContactOn: textOf(answers, 'nextContactOn'),
        }),
      done: say('assigned'),
    }),
    add_item: () => ({
      title: say('addItem'),
      fields: [
        { name: 'title', label: say('itemTitle'), kind: 'text', required: true },
        {
          name: 'needId',
          label: say('itemNeed'),
          kind: 'choice',
          options: file.needs.map((need) => ({ value: need.id, label: need.title })),
          ...(file.needs[0] ? { initial: file.needs[0].id } : {}),
        },
        {
          name: 'kind',
          label: say('itemKind'),
          kind: 'choice',
          required: true,
          initial: 'service',
          options: (['service', 'policy', 'resource'] as const).map((value) => ({
            value,
            label: say(value),
          })),
        },
        { name: 'policy', label: say('policy'), kind: 'choice', options: people },
        { name: 'goal', label: say('itemGoal'), kind: 'text', maxLength: 300 },
        { name: 'dueOn', label: say('itemDue'), kind: 'day', earliest: todayValue() },
      ],
      send: (answers) => {
        const policy = textOf(answers, 'policy')
        const kind = textOf(answers, 'kind')
        return api.casework.addItem.call({
          id: file.id,
          key: newId(),
          title: textOf(answers, 'title') ?? '',
          kind: policy
            ? 'policy'
            : kind === 'resource'
              ? 'resource'
              : kind === 'policy'
                ? 'policy'
                : 'service',
          policy,
          needId: textOf(answers, 'needId'),
          goal: textOf(answers, 'goal'),
          dueOn: textOf(answers, 'dueOn'),
        })
      },
      done: say('added'),
    }),
    hand_over: () => ({
      title: say('hand_over'),
      fields: [
        {
          name: 'organisationPath',
          label: say('organisation'),
          kind: 'choice',
          required: true,
          options: people,
        },
        { name: 'note', label: say('note'), kind: 'area', maxLength: 300 },
      ],
      send: (answers) =>
        api.casework.handOver.call({
          ...itemCall,
          organisationPath: textOf(answers, 'organisationPath') ?? '',
          note: textOf(answers, 'note'),
        }),
      done: say('handedOver'),
    }),
    decline: () => ({
      title: say('decline'),
      fields: [reason],
      send: (answers) =>
        api.casework.declineItem.call({ ...itemCall, reason: textOf(answers, 'reason') ?? '' }),
      done: say('declined'),
    }),
    name_worker: () => ({
      title: say('name_worker'),
      fields: [{ name: 'workerId', label: say('worker'), kind: 'choice', required: true, options: people }],
      send: (answers) =>
        api.casework.nameWorker.call({ ...itemCall, workerId: textOf(answers, 'workerId') ?? '' }),
      done: say('workerNamed'),
    }),
    start: () => ({
      title: say('start'),
      fields: [],
      send: () => api.casework.startItem.call(itemCall),
      done: say('started'),
    }),
    finish: () => ({
      title: say('finish'),
      fields: [
        { name: 'result', label: say('result'), kind: 'area', required: true, maxLength: 500 },
        { name: 'needMet', label: say('needMet'), kind: 'yesno', initial: true },
        ...(item?.policy
          ? ([
              { name: 'benefitFrom', label: say('benefitFrom'), kind: 'day', extra: say('benefitHint') },
              { name: 'benefitYuan', label: say('benefitAmount'), kind: 'number' },
            ] as const)
          : []),
      ],
      send: (answers) => {
        const yuan = numberOf(answers, 'benefitYuan')
        const fen = yuan === undefined ? null : fenFromYuan(yuan)
        return api.casework.finishItem.call({
          ...itemCall,
          result: textOf(answers, 'result') ?? '',
          needMet: answers.needMet !== false,
          benefitFrom: textOf(answers, 'benefitFrom'),
          ...(fen === null ? {} : { benefitAmountFen: fen }),
        })
      },
      done: say('finished'),
    }),
    cancel: () => ({
      title: say('cancel_item'),
      fields: [reason],
      send: (answers) =>
        api.casework.cancelItem.call({ ...itemCall, reason: textOf(answers, 'reason') ?? '' }),
      done: say('cancelled'),
    }),
    contact: () => ({
      title: say('recordContact'),
      fields: [
        {
          name: 'channel',
          label: say('channel'),
          kind: 'choice',
          required: true,
          initial: 'visit',
          options: CHANNELS.map((value) => ({
            value,
            label: say(value),
          })),
        },
        { name: 'summary', label: say('summary'), kind: 'area', required: true, maxLength: 2000 },
        { name: 'reached', label: say('reached'), kind: 'yesno', initial: true },
        { name: 'minutes', label: say('minutes'), kind: 'number' },
        { name: 'nextOn', label: say('nextOn'), kind: 'day', earliest: todayValue() },
      ],
      send: (answers) =>
        api.casework.recordContact.call({
          householdId: file.householdId,
          key: newId(),
          at: new Date().toISOString(),
          channel: channelOf(textOf(answers, 'channel')),
          summary: textOf(answers, 'summary') ?? '',
          reached: answers.reached !== false,
          minutes: numberOf(answers, 'minutes'),
          nextOn: textOf(answers, 'nextOn'),
          ...(item ? { planItemId: item.id } : {}),
        }),
      done: say('recorded'),
    }),
    order: () => ({
      title: say('giveOrder'),
      fields: [
        { name: 'volunteerId', label: say('volunteer'), kind: 'choice', required: true, options: people },
        { name: 'what', label: say('what'), kind: 'text', required: true, maxLength: 200 },
        { name: 'callName', label: say('callName'), kind: 'text', required: true, maxLength: 30 },
        { name: 'place', label: say('placeField'), kind: 'text', required: true, maxLength: 200 },
        { name: 'dueOn', label: say('itemDue'), kind: 'day', required: true, earliest: todayValue() },
      ],
      send: (answers) =>
        api.casework.giveOrder.call({
          id: file.id,
          key: newId(),
          volunteerId: textOf(answers, 'volunteerId') ?? '',
          what: textOf(answers, 'what') ?? '',
          callName: textOf(answers, 'callName') ?? '',
          place: textOf(answers, 'place') ?? '',
          dueOn: textOf(answers, 'dueOn') ?? todayValue(),
        }),
      done: say('ordered'),
    }),
    opinion: () => ({
      title: say('writeOpinion'),
      fields: [{ name: 'body', label: say('opinionBody'), kind: 'area', required: true, maxLength: 3000 }],
      send: (answers) =>
        api.casework.writeOpinion.call({
          householdId: file.householdId,
          key: newId(),
          body: textOf(answers, 'body') ?? '',
        }),
      done: say('opinionWritten'),
    }),
    propose_closure: () => ({
      title: say('propose_closure'),
      fields: [
        {
          name: 'outcome',
          label: say('outcome'),
          kind: 'choice',
          required: true,
          options: Object.entries(CASE_OUTCOMES).map(([value, label]) => ({ value, label: text(label) })),
        },
        { name: 'assessment', label: say('assessment'), kind: 'area', required: true, maxLength: 2000 },
      ],
      send: (answers) =>
        api.casework.proposeClosure.call({
          ...caseCall,
          outcome: (textOf(answers, 'outcome') ?? 'met') as keyof typeof CASE_OUTCOMES,
          assessment: textOf(answers, 'assessment') ?? '',
        }),
      done: say('proposed'),
    }),
    approve: () => review('approve'),
    return: () => review('return'),
  }
  const review = (decision: 'approve' | 'return'): Form => ({
    title: decision === 'approve' ? say('approve') : say('returnIt'),
    fields: [{ name: 'comment', label: say('comment'), kind: 'area', required: decision === 'return' }],
    send: (answers) =>
      api.casework.reviewClosure.call({
        id: step.closureId ?? '',
        version: step.closureVersion ?? 1,
        decision,
        comment: textOf(answers, 'comment'),
      }),
    done: say('reviewed'),
  })
  return forms[step.name]()
}
