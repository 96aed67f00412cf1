import type { Change } from './shapes.ts'
import type { FromWorker, ToWorker } from './worker-messages.ts'

/**
 * One worker for one choice of policies. It is asked again when it has answered: what a slider passes in between is skipped, where it
 * stops is not.
 */
export class Reckoner {
  readonly #worker: Worker
  #ready = false
  #asking = false
  #next: readonly Change[] | null = null

  constructor(address: string, language: string, tell: (message: FromWorker) => void) {
    this.#worker = new Worker(new URL('./what-if-worker.ts', import.meta.url), { type: 'module' })
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'ready') this.#ready = true
      if (data.kind === 'answer' || data.kind === 'refused') this.#asking = false
      tell(data)
      this.#goOn()
    })
    this.#worker.addEventListener('error', ({ message }) => tell({ kind: 'failed', message }))
    this.#send({ kind: 'load', address, language })
  }

  ask(changes: readonly Change[]): void {
    this.#next = changes
    this.#goOn()
  }

  close(): void {
    this.#worker.terminate()
  }

  #goOn(): void {
    if (!this.#ready || this.#asking || this.#next === null) return
    this.#asking = true
    this.#send({ kind: 'ask', changes: this.#next })
    this.#next = null
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message)
  }
}
