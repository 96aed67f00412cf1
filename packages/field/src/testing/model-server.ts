import { admit } from '../sync/admission.ts'
import { type FactValue, judge, type Voice } from '../sync/judgement.ts'
import type { PushAnswer, Receipt } from '../sync/operation.ts'
import { addVoice, ask, pick, type Question, standing, undo } from '../sync/question.ts'
import type { FieldServer, TrialOperation, TrialPull, TrialQuestion } from './field-server.ts'

type OpenQuestion = [id: string, known: { readonly question: Question }]

/** The server's part of the protocol over plain maps: what the real one is held against. */
export class ModelServer implements FieldServer {
  readonly #lastSeq = new Map<string, number>()
  readonly #receipts = new Map<string, Receipt>()
  readonly #order: string[] = []
  readonly #past = new Map<string, Voice[]>()
  readonly #present = new Map<string, { voice: Voice; change: number }>()
  readonly #questions = new Map<string, { place: string; question: Question }>()
  #change = 0
  #devices = 0

  async register(): Promise<string> {
    const id = `device-${++this.#devices}`
    this.#lastSeq.set(id, 0)
    return id
  }

  async push(
    deviceId: string,
    operations: readonly TrialOperation[],
    dieAfter: number | null,
  ): Promise<PushAnswer | null> {
    const receipts: Receipt[] = []
    for (const [index, operation] of operations.entries()) {
      if (dieAfter !== null && index >= dieAfter) return null
      const known = this.#receipts.get(operation.id)
      const lastSeq = this.#lastSeq.get(deviceId) ?? 0
      const admission = admit(operation, lastSeq, known !== undefined)
      if (admission === 'renumber') return { receipts, next: 'renumber' }
      if (admission !== 'repeat') this.#lastSeq.set(deviceId, operation.seq)
      receipts.push(
        admission === 'apply' || !known ? this.#carryOut(operation) : { ...known, seq: operation.seq },
      )
    }
    return dieAfter === null ? { receipts, next: 'continue' } : null
  }

  #carryOut(operation: TrialOperation): Receipt {
    const receipt: Receipt = { id: operation.id, seq: operation.seq, ...this.#work(operation) }
    this.#receipts.set(operation.id, receipt)
    this.#order.push(operation.id)
    return receipt
  }

  #work({ id, body }: TrialOperation): Pick<Receipt, 'outcome' | 'questions' | 'refusal'> {
    if (body.kind === 'state') {
      const voice = this.#voice(body.value, 'visit', id)
      const present = this.#present.get(body.place)?.voice ?? null
      const judgement = judge(body.value, body.seen, present)
      if (judgement === 'same') return { outcome: 'applied' }
      this.#state(body.place, voice)
      const open = this.#openAt(body.place)
      if (!present || (judgement === 'news' && !open)) return { outcome: 'applied' }
      return { outcome: 'asked', questions: [this.#ask(body.place, present, voice, open)] }
    }
    const known = this.#questions.get(body.question)
    const decision = { reason: 'r', by: id, at: '' }
    const next =
      known?.question.version === body.version
        ? body.kind === 'pick'
          ? pick(known.question, body.choice, decision)
          : undo(known.question, decision)
        : null
    if (!known || !next) return { outcome: 'refused', refusal: { code: 'question_moved', message: '' } }
    this.#questions.set(body.question, { place: known.place, question: next })
    this.#state(known.place, { ...standing(next), learnedAt: this.#now() })
    return { outcome: 'applied' }
  }

  #openAt(place: string): OpenQuestion | undefined {
    return [...this.#questions].find(([, known]) => known.place === place && known.question.state === 'open')
  }

  #ask(place: string, present: Voice, voice: Voice, open: OpenQuestion | undefined): string {
    const id = open?.[0] ?? `question-${this.#questions.size + 1}`
    const question = open ? addVoice(addVoice(open[1].question, present), voice) : ask(present, voice)
    this.#questions.set(id, { place, question })
    return id
  }

  #now(): string {
    return String(++this.#change).padStart(9, '0')
  }

  #voice(value: FactValue, sourceKind: string, by: string): Voice {
    return { value, sourceKind, sourceName: sourceKind, by, validFrom: '2026-01-01', learnedAt: this.#now() }
  }

  #state(place: string, voice: Voice): void {
    this.#past.set(place, [...(this.#past.get(place) ?? []), voice])
    this.#present.set(place, { voice, change: this.#change })
  }

  async desk(place: string, value: FactValue): Promise<void> {
    if (this.#present.get(place)?.voice.value === value) return
    this.#state(place, this.#voice(value, 'import', 'desk'))
  }

  async pull(_deviceId: string, cursor: string | null): Promise<TrialPull> {
    const since = Number(cursor ?? 0)
    const changes = new Map(
      [...this.#present]
        .filter(([, { change }]) => change > since)
        .map(([place, { voice }]) => [place, voice.value]),
    )
    return { changes, questions: await this.questions(), cursor: String(this.#change) }
  }

  async carriedOut(): Promise<readonly string[]> {
    return this.#order
  }

  async past(place: string): Promise<readonly FactValue[]> {
    return (this.#past.get(place) ?? []).map(({ value }) => value)
  }

  async questions(): Promise<TrialQuestion[]> {
    return [...this.#questions].map(([id, { place, question }]) => ({
      id,
      place,
      state: question.state,
      values: question.voices.map(({ value }) => value),
      choice: question.choice,
      steps: question.steps.length,
      version: question.version,
    }))
  }
}
