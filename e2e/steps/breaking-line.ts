import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a line does with a request: lets it pass, cuts it before the server hears of it, or after the server answered. */
type Fate = 'pass' | 'cut-request' | 'cut-answer'

/** A line between the browser and the server that breaks on request: the browser's own tools do not reach its worker. */
export class BreakingLine {
  readonly #target: URL
  readonly #server = createServer((from, to) => void this.#carry(from, to))
  /** Decides over each request of the API, in order; method and path are given. */
  fate: (asked: string) => Fate = () => 'pass'
  /** Requests of the API since the last `forget`. */
  asked: string[] = []

  constructor(target: string) {
    this.#target = new URL(target)
  }

  async open(): Promise<string> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready))
    return this.origin
  }

  /** Where a browser reaches it, once it is open. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((closed) => this.#server.close(closed))
  }

  async #carry(from: IncomingMessage, to: ServerResponse): Promise<void> {
    const asked = `${from.method} ${(from.url ?? '').split('?')[0]}`
    const isApi = asked.includes(' /api/')
    if (isApi) this.asked.push(asked)
    const fate = isApi ? this.fate(asked) : 'pass'
    const body: Buffer[] = []
    for await (const chunk of from) body.push(chunk as Buffer)
    const sent = Buffer.concat(body)
    if (fate === 'cut-request') return void from.socket.destroy()
    const answer = await this.#ask(from, sent).catch(() => null)
    if (!answer || fate === 'cut-answer') return void from.socket.destroy()
    to.writeHead(answer.status, answer.headers).end(answer.body)
  }

  /** The whole answer of the server. */
  #ask(
    from: IncomingMessage,
    body: Buffer,
  ): Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }> {
    return new Promise((done, failed) => {
      const asked: ClientRequest = request(
        {
          host: this.#target.hostname,
          port: this.#target.port,
          method: from.method,
          path: from.url,
          headers: from.headers,
        },
        (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('error', failed)
          answer.on('end', () =>
            done({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(parts) }),
          )
        },
      )
      asked.on('error', failed)
      asked.end(body)
    })
  }
}
