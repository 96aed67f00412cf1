import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** What a line carries: bits a second each way, and milliseconds there and back. */
export interface Line {
  readonly down: number
  readonly up: number
  readonly roundTrip: number
}

/** 3G as browsers' own tools mean it. */
export const LINE_3G: Line = { down: 1_600_000, up: 750_000, roundTrip: 150 }

/** One direction of a line, shared by all connections: what is sent waits its turn, then travels. */
class Direction {
  bytes = 0
  #free = 0

  /** Milliseconds until so many bytes have arrived. */
  delay(bytes: number, bitsASecond: number, travel: number): number {
    const now = performance.now()
    this.bytes += bytes
    this.#free = Math.max(now, this.#free) + (bytes * 8000) / bitsASecond
    return this.#free - now + travel
  }
}

/**
 * A slow line between the browser and the server: a proxy of bytes, since the browser's own throttling does not reach its service
 * worker. Opening a connection costs a round trip, as TCP does.
 */
export class SlowLine {
  readonly #server: Server
  readonly #down = new Direction()
  readonly #up = new Direction()
  /** Null: as fast as it goes. */
  line: Line | null = null

  constructor(target: URL) {
    this.#server = createServer({ noDelay: true, pauseOnConnect: true }, (near) => {
      const far = connect({ host: target.hostname, port: Number(target.port), noDelay: true })
      const open = () => {
        this.#carry(near, far, this.#up, ({ up }) => up)
        this.#carry(far, near, this.#down, ({ down }) => down)
        near.resume()
      }
      far.once('connect', () => setTimeout(open, this.line?.roundTrip ?? 0))
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        one.on('error', () => other.destroy())
        one.on('close', () => other.destroySoon())
      }
    })
  }

  async open(): Promise<string> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): void {
    this.#server.close()
  }

  /** Bytes that came down and went up so far. */
  get carried(): { readonly down: number; readonly up: number } {
    return { down: this.#down.bytes, up: this.#up.bytes }
  }

  #carry(from: Socket, to: Socket, way: Direction, rate: (line: Line) => number): void {
    from.on('data', (part: Buffer) => {
      const { line } = this
      if (!line) {
        way.bytes += part.length
        to.write(part)
        return
      }
      // One part at a time: the sender learns that the line is full.
      from.pause()
      const wait = way.delay(part.length, rate(line), line.roundTrip / 2)
      setTimeout(() => to.write(part), wait)
      setTimeout(() => from.resume(), Math.max(0, wait - line.roundTrip / 2))
    })
    from.on('end', () => setTimeout(() => to.end(), this.line ? this.line.roundTrip : 0))
  }
}
