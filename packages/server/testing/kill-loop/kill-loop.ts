import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { postmasterPid } from './postmaster-pid.ts'

/** What is killed: the serving process, the importing one, the database, all of them, or one that is just starting. */
export type Victim = 'server' | 'importer' | 'database' | 'everything' | 'starting'

export interface KillLoopOptions {
  readonly dataDir: string
  /** One victim an iteration. */
  readonly victims: readonly Victim[]
  /** Chooses the moments; from 0 to 1. */
  readonly random: () => number
  readonly onProgress?: (line: string) => void
}

export interface KillLoopResult {
  /** Keys whose write was acknowledged. */
  readonly acknowledged: ReadonlySet<string>
  readonly kills: Readonly<Record<Victim, number>>
}

type Role = 'serve' | 'import'
const LANES: Readonly<Record<Role, readonly string[]>> = { serve: ['s1', 's2', 's3'], import: ['i1'] }
const PATIENCE_MS = 120_000

/** A process under load, and what it said. */
class Worker {
  readonly process: ChildProcess
  acks = 0
  closed = false
  #exited: Promise<void>

  constructor(role: Role, dataDir: string, acked: Map<string, number>, onAck: (key: string) => void) {
    const lanes = LANES[role].map((lane) => `${lane}=${(acked.get(lane) ?? 0) + 1}`)
    this.process = spawn(
      process.execPath,
      [join(import.meta.dirname, 'worker.ts'), role, dataDir, ...lanes],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    this.#exited = new Promise((resolve) => this.process.once('close', () => resolve()))
    const { stdout } = this.process
    if (!stdout) throw new Error('the worker has no output')
    createInterface({ input: stdout }).on('line', (line) => {
      if (line === 'closed') this.closed = true
      if (!line.startsWith('ack ')) return
      this.acks++
      onAck(line.slice(4))
    })
  }

  get isRunning(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null
  }

  /** Resolves when it has had `count` more writes acknowledged. */
  async work(count: number): Promise<void> {
    const target = this.acks + count
    const deadline = Date.now() + PATIENCE_MS
    while (this.acks < target) {
      if (!this.isRunning) throw new Error(`the worker ended by itself (${this.process.exitCode})`)
      if (Date.now() > deadline) throw new Error(`no write was acknowledged in ${PATIENCE_MS} ms`)
      await sleep(10)
    }
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    this.process.kill(signal)
    await this.#exited
  }
}

/**
 * Runs a serving and an importing process on one data folder under write load, and kills one of them, the database, or
 * everything, at a random moment, again and again. At the end both stop in order, the last one with the database.
 */
export async function killLoop(options: KillLoopOptions): Promise<KillLoopResult> {
  const { dataDir, random } = options
  const acknowledged = new Set<string>()
  const lanes = new Map<string, number>()
  const onAck = (key: string) => {
    acknowledged.add(key)
    const [lane = '', n] = key.split('-')
    lanes.set(lane, Math.max(lanes.get(lane) ?? 0, Number(n)))
  }
  const start = (role: Role) => new Worker(role, dataDir, lanes, onAck)
  const running = new Map<Role, Worker>()
  const ensure = () => {
    for (const role of ['serve', 'import'] as const) {
      if (!running.get(role)?.isRunning) running.set(role, start(role))
    }
    return [...running.values()]
  }
  const killDatabase = () => {
    const pid = postmasterPid(dataDir)
    if (pid !== null) process.kill(pid, 'SIGKILL')
  }
  const kills: Record<Victim, number> = { server: 0, importer: 0, database: 0, everything: 0, starting: 0 }

  try {
    for (const [n, victim] of options.victims.entries()) {
      await Promise.all(ensure().map((worker) => worker.work(3)))
      await sleep(random() * 150)
      const [serve, importer] = [running.get('serve'), running.get('import')]
      if (victim === 'server') await serve?.end('SIGKILL')
      if (victim === 'importer') await importer?.end('SIGKILL')
      if (victim === 'database') killDatabase()
      if (victim === 'everything' || victim === 'starting') {
        const ends = [serve?.end('SIGKILL'), importer?.end('SIGKILL')]
        killDatabase()
        await Promise.all(ends)
      }
      if (victim === 'starting') {
        const starting = start('serve')
        await sleep(random() * 1200)
        await starting.end('SIGKILL')
      }
      kills[victim]++
      options.onProgress?.(`${n + 1}/${options.victims.length} ${victim}: ${acknowledged.size} acknowledged`)
    }
    await Promise.all(ensure().map((worker) => worker.work(3)))
    for (const worker of running.values()) await worker.end('SIGTERM')
    if ([...running.values()].some((worker) => !worker.closed))
      throw new Error('a worker did not close in order')
    return { acknowledged, kills }
  } finally {
    await Promise.all(
      [...running.values()].filter((worker) => worker.isRunning).map((worker) => worker.end('SIGKILL')),
    )
  }
}
