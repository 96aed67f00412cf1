import { parentPort } from 'node:worker_threads'
import type { Kernel, Plan } from '../backends/kernel.ts'
import { kernelOf } from '../backends/run.ts'

/** What a worker is sent: a plan over a shared memory, and the counter from which it takes its next households. */
export type Job = {
  readonly memory: WebAssembly.Memory
  readonly plan: Plan
  readonly thread: number
  readonly households: number
  readonly tallies: number
  readonly next: Int32Array
}
export type Report = { readonly tallies: Float64Array } | { readonly error: string }

/** Households taken at a time. */
const STRETCH = 8192

parentPort?.on('message', (job: Job) => {
  parentPort?.postMessage(report(job))
})

function report(job: Job): Report {
  try {
    return { tallies: run(job, kernelOf(job.plan, job.memory, job.thread)) }
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

function run({ households, tallies: length, next }: Job, kernel: Kernel): Float64Array {
  const tallies = new Float64Array(length)
  for (;;) {
    const from = Atomics.add(next, 0, STRETCH)
    if (from >= households) return tallies
    kernel(from, Math.min(from + STRETCH, households), tallies)
  }
}
