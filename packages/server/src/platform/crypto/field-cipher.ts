import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomFillSync,
} from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/** Where an encrypted value belongs. A value that was moved elsewhere cannot be read there. */
export interface FieldPlace {
  readonly table: string
  readonly column: string
  readonly rowId: string
}

/** AES-256-GCM (NIST SP 800-38D): ciphertext with its 16-byte tag at the end. */
export function seal(key: Buffer | KeyObject, iv: Buffer, aad: Buffer, plaintext: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(aad)
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

/** Inverse of `seal`. Throws when anything was changed, or the tag is short. */
export function unseal(key: Buffer | KeyObject, iv: Buffer, aad: Buffer, sealed: Buffer): Buffer {
  if (sealed.length < TAG_BYTES) throw new Error('ciphertext without a whole tag')
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(aad)
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()])
}

/** A key for one purpose, derived from the master key (HKDF-SHA256, RFC 5869). */
export function derivedKey(masterKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', `lastmile:${purpose}`, 32))
}

/** The data key of a table. */
export function tableKey(masterKey: Buffer, table: string): KeyObject {
  // As an object: made from bytes anew for every value, the key would take longer than the cipher.
  return createSecretKey(derivedKey(masterKey, `field:v1:${table}`))
}

function associatedData(place: FieldPlace): Buffer {
  return Buffer.from(`${place.table}|${place.column}|${place.rowId}`)
}

const ivs = Buffer.alloc(IV_BYTES * 256)
let ivsTaken = ivs.length

/** Random bytes for one value, drawn from the system for many at once; none is handed out twice. */
function nextIv(): Buffer {
  if (ivsTaken === ivs.length) {
    randomFillSync(ivs)
    ivsTaken = 0
  }
  const iv = Buffer.from(ivs.subarray(ivsTaken, ivsTaken + IV_BYTES))
  ivsTaken += IV_BYTES
  return iv
}

/** A field value as it is stored: `v1.<key id>.<iv>.<ciphertext and tag>`, the last two in base64url. */
export function encodeField(key: KeyObject, keyId: string, place: FieldPlace, plaintext: string): string {
  const iv = nextIv()
  const sealed = seal(key, iv, associatedData(place), Buffer.from(plaintext, 'utf8'))
  return `v1.${keyId}.${iv.toString('base64url')}.${sealed.toString('base64url')}`
}

/** The parts of a stored field value, or null when it is none. */
export function parseField(stored: string): { keyId: string; iv: Buffer; sealed: Buffer } | null {
  const [version, keyId, iv, sealed, ...rest] = stored.split('.')
  if (version !== 'v1' || !keyId || !iv || !sealed || rest.length > 0) return null
  const bytes = Buffer.from(iv, 'base64url')
  return bytes.length === IV_BYTES ? { keyId, iv: bytes, sealed: Buffer.from(sealed, 'base64url') } : null
}

/** The plain text of a stored field value. Throws when it was changed or belongs elsewhere. */
export function decodeField(key: KeyObject, place: FieldPlace, iv: Buffer, sealed: Buffer): string {
  return unseal(key, iv, associatedData(place), sealed).toString('utf8')
}
