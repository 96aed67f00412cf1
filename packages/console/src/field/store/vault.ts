import type { ArgonAsked } from './argon-worker.ts'
import type { Sealed } from './database.ts'

const NONCE_BYTES = 12

/** Argon2id as it is reckoned on a phone: 64 MiB, three rounds (OWASP asks for at least 19 MiB and two). */
export const HARDNESS = { memory: 65_536, rounds: 3 } as const

const text = new TextEncoder()
const fromText = new TextDecoder()

export function randomBytes(count: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(count))
}

/** Argon2id in a worker of its own: it may compile WebAssembly, which the page may not, and the page stays alive meanwhile. */
function argon(asked: ArgonAsked): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(new URL('./argon-worker.ts', import.meta.url), { type: 'module' })
  return new Promise<Uint8Array<ArrayBuffer>>((done, failed) => {
    worker.onmessage = ({ data }: MessageEvent<Uint8Array<ArrayBuffer>>) => done(data)
    worker.onerror = (event) => failed(new Error(`the passphrase could not be worked on: ${event.message}`))
    worker.postMessage(asked)
  }).finally(() => worker.terminate())
}

/**
 * What follows from the passphrase alone, as a key that cannot be read out. Takes about a second on a phone: that second is
 * what somebody who guesses pays each time.
 */
export async function stretch(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  { memory, rounds }: { readonly memory: number; readonly rounds: number },
): Promise<CryptoKey> {
  const bytes = await argon({ passphrase: passphrase.normalize('NFKC'), salt, memory, rounds })
  return crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey'])
}

/** The key that wraps the data key: from the passphrase and the server's share, both needed. */
function wrappingKey(stretched: CryptoKey, share: string): Promise<CryptoKey> {
  const salt = Uint8Array.from(atob(share), (char) => char.charCodeAt(0))
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info: text.encode('lastmile field store 1') },
    stretched,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

function dataKey(raw: BufferSource): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

async function sealBytes(key: CryptoKey, bytes: BufferSource, place: string): Promise<Sealed> {
  const iv = randomBytes(NONCE_BYTES)
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: text.encode(place) },
    key,
    bytes,
  )
  return { iv, data }
}

function openBytes(key: CryptoKey, { iv, data }: Sealed, place: string): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: text.encode(place) }, key, data)
}

/** Makes a data key and wraps it. */
export async function makeDataKey(
  stretched: CryptoKey,
  share: string,
): Promise<{ key: CryptoKey; wrapped: Sealed }> {
  const raw = randomBytes(32)
  const wrapped = await sealBytes(await wrappingKey(stretched, share), raw, 'data key')
  const key = await dataKey(raw)
  raw.fill(0)
  return { key, wrapped }
}

/** Opens the wrapped data key; null when passphrase or share are not the right ones. */
export async function openDataKey(
  stretched: CryptoKey,
  share: string,
  wrapped: Sealed,
): Promise<CryptoKey | null> {
  const raw = await openBytes(await wrappingKey(stretched, share), wrapped, 'data key').catch(() => null)
  return raw && dataKey(raw)
}

/** Wraps the data key anew, under another share or another passphrase. */
export async function rewrap(
  wrapped: Sealed,
  before: { readonly stretched: CryptoKey; readonly share: string },
  after: { readonly stretched: CryptoKey; readonly share: string },
): Promise<Sealed> {
  const raw = await openBytes(await wrappingKey(before.stretched, before.share), wrapped, 'data key')
  return sealBytes(await wrappingKey(after.stretched, after.share), raw, 'data key')
}

/** Seals a value as JSON for one place; it cannot be opened at another. */
export function seal(key: CryptoKey, place: string, value: unknown): Promise<Sealed> {
  return sealBytes(key, text.encode(JSON.stringify(value)), place)
}

/** Opens what `seal` made. Throws when it was changed or belongs elsewhere. */
export async function unseal<T>(key: CryptoKey, place: string, sealed: Sealed): Promise<T> {
  return JSON.parse(fromText.decode(await openBytes(key, sealed, place))) as T
}
