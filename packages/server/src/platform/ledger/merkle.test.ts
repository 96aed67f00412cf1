import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { blockRoot, GENESIS, leafOf, merkleRoot } from './merkle.ts'

const sha = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
const leaf = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes))
const header = { no: 1, entries: 1, sealedAt: '2025-06-16T01:00:00.000Z', settledSeq: 0 }

describe('Merkle root', () => {
  it('is the leaf for one, and the hash of both for two; an odd leaf goes up unchanged', () => {
    const [a, b, c] = [1, 2, 3].map((n) => Buffer.alloc(32, n)) as [Buffer, Buffer, Buffer]
    const one = Buffer.of(1)
    expect(merkleRoot([a])).toEqual(a)
    expect(merkleRoot([a, b])).toEqual(sha(one, a, b))
    expect(merkleRoot([a, b, c])).toEqual(sha(one, sha(one, a, b), c))
    expect(() => merkleRoot([])).toThrow(RangeError)
  })

  it('changes with any change, removal, addition or exchange of leaves', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(leaf, { minLength: 2, maxLength: 40, selector: String }),
        fc.nat(),
        leaf,
        (leaves, n, other) => {
          const at = n % leaves.length
          const root = merkleRoot(leaves)
          fc.pre(!leaves.some((known) => known.equals(other)))
          expect(merkleRoot(leaves.with(at, other))).not.toEqual(root)
          expect(merkleRoot([...leaves, other])).not.toEqual(root)
          expect(merkleRoot(leaves.toSpliced(at, 1))).not.toEqual(root)
          const exchanged = [...leaves.slice(1), ...leaves.slice(0, 1)]
          expect(merkleRoot(exchanged)).not.toEqual(root)
        },
      ),
    )
  })

  it('is chained: the root of a block depends on the one before and on what the block says of itself', () => {
    const leaves = [Buffer.alloc(32, 9)]
    const root = blockRoot(GENESIS, header, leaves)
    expect(blockRoot('1'.repeat(64), header, leaves)).not.toBe(root)
    expect(blockRoot(GENESIS, { ...header, sealedAt: '2025-06-16T01:00:00.001Z' }, leaves)).not.toBe(root)
    expect(blockRoot(GENESIS, { ...header, settledSeq: 1 }, leaves)).not.toBe(root)
    expect(blockRoot(GENESIS, header, leaves)).toBe(root)
  })
})

describe('canonical JSON', () => {
  it('does not depend on the order of keys, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
    expect(canonicalJson({ b: [1, { z: null, a: '家' }], a: undefined })).toBe(
      '{"b":[1,{"a":"家","z":null}]}',
    )
    expect(leafOf({ a: 1, b: 2 })).toEqual(leafOf({ b: 2, a: 1 }))
  })
})
