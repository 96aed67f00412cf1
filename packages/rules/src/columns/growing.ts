import type { Fact } from '../facts/dictionary.ts'
import { firstStorage, type Storage, UNKNOWN_BYTE, UNKNOWN_INT, type Values } from './columns.ts'

const PIECE = 1 << 16

/** A column that is being filled, in pieces, so that nothing is copied while it grows. */
export class GrowingColumn {
  readonly fact: Fact
  storage: Storage
  length = 0
  low = Number.POSITIVE_INFINITY
  high = Number.NEGATIVE_INFINITY
  open = false
  private pieces: Values[] = []
  private last: Values | null = null
  private room = 0

  constructor(fact: Fact) {
    this.fact = fact
    this.storage = firstStorage(fact)
  }

  /** Appends a value of the engine as a number (truths 0 and 1, words by their place); null is unknown. */
  push(value: number | null): void {
    if (this.room === 0) this.extend()
    const piece = this.last as Values
    const at = PIECE - this.room
    if (value === null) {
      this.open = true
      piece[at] = this.storage === 'u8' ? UNKNOWN_BYTE : this.storage === 'i32' ? UNKNOWN_INT : Number.NaN
    } else {
      if (value < this.low) this.low = value
      if (value > this.high) this.high = value
      if (this.storage === 'i32' && (value >= 2147483647 || value <= -2147483647)) {
        this.widen()
        ;(this.last as Values)[at] = value
      } else piece[at] = value
    }
    this.room--
    this.length++
  }

  /** Copies the values to where they stay and lets the pieces go. */
  moveTo(target: Values): void {
    this.pieces.forEach((piece, index) => {
      const from = index * PIECE
      target.set(piece.subarray(0, Math.min(PIECE, this.length - from)), from)
    })
    this.pieces = []
    this.last = null
    this.room = 0
  }

  private extend(): void {
    this.last = this.piece()
    this.pieces.push(this.last)
    this.room = PIECE
  }

  private piece(): Values {
    if (this.storage === 'u8') return new Uint8Array(PIECE)
    return this.storage === 'i32' ? new Int32Array(PIECE) : new Float64Array(PIECE)
  }

  /** A value beyond 32 bits: the column goes on as doubles. */
  private widen(): void {
    this.storage = 'f64'
    this.pieces = this.pieces.map((piece) =>
      Float64Array.from(piece, (value) => (value === UNKNOWN_INT ? Number.NaN : value)),
    )
    this.last = this.pieces.at(-1) ?? null
  }
}
