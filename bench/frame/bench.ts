import process from 'node:process'

/** One figure of a benchmark. Compare with a peer in the same run, or hold it against a limit; best both. */
export type Measured = {
  /** What was measured, and on what: "search by pinyin, 1,300,000 persons, whole district". */
  readonly what: string
  readonly value: number
  readonly unit: string
  /** The same work done by somebody else in the same run. */
  readonly peer?: { readonly name: string; readonly value: number }
  /** What the product promises. A figure outside it fails the run. */
  readonly limit?: { readonly atMost: number } | { readonly atLeast: number }
  /** What we aim at and do not promise yet. */
  readonly aim?: number
}

/** What a `bench/*.bench.ts` exports as `default`. */
export type Bench = {
  readonly title: string
  /** Does the work and gives the figures; `say` writes progress to stderr. */
  run(say: (progress: string) => void): Promise<readonly Measured[]>
}

/** A sample in milliseconds, summed up: the middle and the slow end, never the mean alone. */
export function summarise(samples: readonly number[]): { median: number; p95: number; worst: number } {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { median: at(0.5), p95: at(0.95), worst: at(1) }
}

/** Processor time of the process, all its threads, in ms: what others do on the machine does not count. */
export function spent(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Whether a figure keeps its promise. */
export function keepsLimit({ value, limit }: Measured): boolean {
  if (Number.isNaN(value)) return false
  if (limit === undefined) return true
  return 'atMost' in limit ? value <= limit.atMost : value >= limit.atLeast
}
