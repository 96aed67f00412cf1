import type { FieldDatabase, Sealed } from './database.ts'
import { seal, unseal } from './vault.ts'

/** Single values of the phone, each sealed under its name. */
export class KeptValues {
  readonly #db: FieldDatabase
  readonly #key: CryptoKey

  constructor(db: FieldDatabase, key: CryptoKey) {
    this.#db = db
    this.#key = key
  }

  async one<T>(name: string): Promise<T | null> {
    const row = await this.#db.kept.get(name)
    return row ? unseal<T>(this.#key, `kept ${name}`, row.sealed) : null
  }

  /** The row of a value, to be put where it counts together with others. */
  async row(name: string, value: unknown): Promise<{ name: string; sealed: Sealed }> {
    return { name, sealed: await seal(this.#key, `kept ${name}`, value) }
  }
}
