import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'

const NODE = Buffer.of(1)
const BLOCK = Buffer.of(2)

/** `prev_root` of the first block. */
export const GENESIS = '0'.repeat(64)

function sha256(...parts: readonly (Buffer | string)[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** Leaf of an entry: SHA-256 of its canonical JSON (which begins with `{`, so no inner node can pass for one). */
export function leafOf(entry: object): Buffer {
  return sha256(canonicalJson(entry))
}

/**
 * Merkle root of leaves in order: pairs are hashed as SHA-256(1 ‖ left ‖ right), an odd one at the end goes up
 * unchanged. There is no root of nothing.
 */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) throw new RangeError('no leaves')
  let level = leaves
  while (level.length > 1) {
    const above: Buffer[] = []
    for (let at = 0; at < level.length; at += 2) {
      const left = level[at]
      const right = level[at + 1]
      if (left) above.push(right ? sha256(NODE, left, right) : left)
    }
    level = above
  }
  const [root] = level
  if (!root) throw new RangeError('no leaves')
  return root
}

/** What a block states about itself. */
export interface BlockHeader {
  readonly no: number
  readonly entries: number
  /** ISO instant with milliseconds. */
  readonly sealedAt: string
  readonly settledSeq: number
}

/** Root of a block, in hex: SHA-256(2 ‖ previous root ‖ SHA-256 of the header ‖ Merkle root of its entries). */
export function blockRoot(prevRoot: string, header: BlockHeader, leaves: readonly Buffer[]): string {
  const statement = sha256(canonicalJson(header))
  return sha256(BLOCK, Buffer.from(prevRoot, 'hex'), statement, merkleRoot(leaves)).toString('hex')
}
