import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandLineEntry } from '../../scripts/bootstrap/bootstrap.mjs'
import { ROOT } from '../../scripts/bootstrap/pinned-node.mjs'

const PATIENCE_MS = 120_000

/** The data folder of the district that the journeys share: of the server that they started, else LASTMILE_E2E_DATA. */
function sharedData(): string {
  const { LASTMILE_E2E_DATA: data, LASTMILE_E2E_URL: url } = process.env
  if (data) return data
  if (url === undefined) return join(ROOT, 'e2e', 'out', 'data')
  throw new Error('LASTMILE_E2E_URL is set: set LASTMILE_E2E_DATA to the data folder of that server as well')
}

async function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** A second server over the shared district, as an office may run two: it may be killed without harm to the others. */
export class SecondServer {
  readonly origin: string
  readonly #port: number
  #process: ChildProcess | null = null
  #said = ''

  private constructor(port: number) {
    this.#port = port
    this.origin = `http://127.0.0.1:${port}`
  }

  static async make(): Promise<SecondServer> {
    return new SecondServer(await freePort())
  }

  get isRunning(): boolean {
    return this.#process !== null && this.#process.exitCode === null && this.#process.signalCode === null
  }

  /** Starts it, and resolves when it answers. */
  async start(): Promise<void> {
    const child = spawn(
      process.execPath,
      [commandLineEntry(), 'serve', '--demo', '--data', sharedData(), '--port', String(this.#port)],
      { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    this.#process = child
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (part: Buffer) => {
        this.#said = (this.#said + part.toString()).slice(-4000)
      })
    const deadline = Date.now() + PATIENCE_MS
    while (!(await this.#answers())) {
      if (!this.isRunning || Date.now() > deadline) throw new Error(`the server did not start: ${this.#said}`)
      await sleep(50)
    }
  }

  async #answers(): Promise<boolean> {
    return fetch(`${this.origin}/api/health`).then(
      (answer) => answer.ok,
      () => false,
    )
  }

  /** Kills it where it stands: nothing is finished, nothing is closed. */
  kill(): Promise<void> {
    return this.#end('SIGKILL')
  }

  /** Stops it in order. */
  close(): Promise<void> {
    return this.#end('SIGTERM')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process
    if (!child || !this.isRunning) return
    const ended = new Promise<void>((done) => child.once('exit', () => done()))
    child.kill(signal)
    await ended
  }
}
