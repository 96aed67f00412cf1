import { createHmac, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { type Keyring, sealBytes, unsealBytes } from '../crypto/index.ts'

/** Bytes of COPY text in one part: what is held in memory at a time. */
export const PART_BYTES = 4 * 1024 * 1024
const IV_BYTES = 12

const compress = promisify(gzip)
const expand = promisify(gunzip)

/**
 * Compresses and encrypts the parts of one backup under a key derived from the master key. A part is bound to its
 * backup and its name, so that none can be changed, exchanged or taken from another file.
 */
export class PartCipher {
  readonly #key: Buffer
  readonly #id: string

  constructor(keyring: Keyring, masterId: string, backupId: string) {
    this.#key = keyring.derive('backup:v1', masterId)
    this.#id = backupId
  }

  async seal(name: string, bytes: Buffer): Promise<Buffer> {
    const iv = randomBytes(IV_BYTES)
    return Buffer.concat([
      iv,
      sealBytes(this.#key, iv, this.#bound(name), await compress(bytes, { level: 3 })),
    ])
  }

  /** Throws when anything was changed. */
  async unseal(name: string, sealed: Buffer): Promise<Buffer> {
    const iv = sealed.subarray(0, IV_BYTES)
    const packed = unsealBytes(this.#key, iv, this.#bound(name), sealed.subarray(IV_BYTES))
    return expand(packed, { maxOutputLength: 4 * PART_BYTES })
  }

  /** Authentication code of the manifest, in hex. */
  mac(text: Buffer): string {
    return createHmac('sha256', this.#key).update(this.#bound('manifest')).update(text).digest('hex')
  }

  #bound(name: string): Buffer {
    return Buffer.from(`${this.#id}|${name}`)
  }
}
