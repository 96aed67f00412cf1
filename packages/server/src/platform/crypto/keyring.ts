import { createSecretKey, type KeyObject } from 'node:crypto'
import { AppError } from '../errors/index.ts'
import { blindIndex, type IndexedKind } from './blind-index.ts'
import {
  decodeField,
  derivedKey,
  encodeField,
  type FieldPlace,
  parseField,
  tableKey,
} from './field-cipher.ts'
import type { KeyFile } from './key-file.ts'

/** The ids of the keys in use: public, and kept in the database and in backups to name the right key file. */
export interface KeyIds {
  readonly master: string
  readonly index: string
}

/** Encrypts and finds values with the keys of one key file. The keys themselves do not leave it. */
export class Keyring {
  readonly ids: KeyIds
  readonly path: string
  readonly #masters: ReadonlyMap<string, Buffer>
  readonly #index: KeyObject
  readonly #tableKeys = new Map<string, KeyObject>()

  constructor(file: KeyFile) {
    this.path = file.path
    this.ids = { master: file.master.id, index: file.index.id }
    this.#masters = new Map([...file.retired, file.master].map((key) => [key.id, key.bytes]))
    this.#index = createSecretKey(file.index.bytes)
  }

  /** Whether values written under a master key can be read. */
  holds(masterId: string): boolean {
    return this.#masters.has(masterId)
  }

  /** Encrypts a value for one place. Equal values give different texts. */
  encrypt(place: FieldPlace, plaintext: string): string {
    const id = this.ids.master
    return encodeField(this.#tableKey(id, place.table), id, place, plaintext)
  }

  /** Decrypts a stored value. Throws `key_wrong` (naming the key it needs) or `field_undecipherable`. */
  decrypt(place: FieldPlace, stored: string): string {
    const parts = parseField(stored)
    const where = `${place.table}.${place.column}`
    if (!parts) throw new AppError('field_undecipherable', { place: where })
    const key = this.#tableKey(parts.keyId, place.table)
    try {
      return decodeField(key, place, parts.iv, parts.sealed)
    } catch (cause) {
      throw new AppError('field_undecipherable', { place: where }, { cause })
    }
  }

  /** Keyed hash of a canonical value, to find it by. */
  blindIndex(kind: IndexedKind, canonical: string): Buffer {
    return blindIndex(this.#index, kind, canonical)
  }

  /** A key for another purpose (backups), derived from a master key. Throws `key_wrong`. */
  derive(purpose: string, masterId: string): Buffer {
    return derivedKey(this.#master(masterId), purpose)
  }

  #tableKey(masterId: string, table: string): KeyObject {
    const name = `${masterId}:${table}`
    const known = this.#tableKeys.get(name)
    if (known) return known
    const key = tableKey(this.#master(masterId), table)
    this.#tableKeys.set(name, key)
    return key
  }

  #master(id: string): Buffer {
    const master = this.#masters.get(id)
    if (master) return master
    throw new AppError('key_wrong', { expected: id, file: this.path, found: this.ids.master })
  }
}
