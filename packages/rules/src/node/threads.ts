import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Plan } from '../backends/kernel.ts'
import type { Columns } from '../columns/index.ts'
import type { Job, Report } from './kernel-worker.ts'

/** Workers that run one plan over the columns of one memory, each taking the next stretch of households when it is done. */
export class KernelThreads {
  private readonly workers: readonly Worker[]

  /** Starts the workers; they are ready when the first job is. */
  constructor(count: number) {
    const source = new URL('./kernel-worker.ts', import.meta.url)
    this.workers = Array.from({ length: count }, () => new Worker(source))
    for (const worker of this.workers) worker.unref()
  }

  /** Runs a plan over all households and gives the totals. Needs columns in a shared memory. */
  async run(columns: Columns, plan: Plan, tallies: number): Promise<Float64Array> {
    const next = new Int32Array(new SharedArrayBuffer(4))
    const { memory, households } = columns
    const reports = this.workers.map(async (worker, thread) => {
      const job: Job = { memory, plan, thread, households, tallies, next }
      worker.ref()
      const answer = once(worker, 'message') as Promise<[Report]>
      worker.postMessage(job)
      const [report] = await answer
      worker.unref()
      if ('error' in report) throw new Error(report.error)
      return report.tallies
    })
    const all = await Promise.all(reports)
    return all.reduce(
      (sum, one) => sum.map((value, place) => value + (one[place] ?? 0)),
      new Float64Array(tallies),
    )
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()))
  }
}
