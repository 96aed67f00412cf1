import { Dexie, type EntityTable, type Table } from 'dexie'

/** Bytes under the data key: AES-GCM with its nonce. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly data: ArrayBuffer
}

/** What lies open, because it is needed before anybody has said the passphrase. No data about families. */
export interface Opening {
  readonly key: 'opening'
  readonly deviceId: string
  /** Account that the phone belongs to. */
  readonly ownerId: string
  readonly ownerName: string
  readonly ownerOrgPath: string
  readonly salt: Uint8Array<ArrayBuffer>
  /** Argon2id: KiB, rounds. */
  readonly memory: number
  readonly rounds: number
  readonly wrapped: Sealed
  /** The server's part of the key; null once the lease has ended. */
  readonly share: string | null
  readonly leaseUntil: number
  readonly mark: { readonly at: number; readonly wall: number; readonly skew: number }
  readonly tries: number
  readonly lastSync: number | null
}

interface FormRow {
  readonly id: string
  readonly version: number
  readonly title: { readonly zh: string; readonly en: string }
  readonly definition: Record<string, unknown>
}

/** The phone's own database. Everything about families, and everything written on the phone, is sealed. */
export class FieldDatabase extends Dexie {
  declare opening: EntityTable<Opening, 'key'>
  /** `card`: what lists show; `sheet`: the whole household. Apart, so that a list opens no sheets. */
  declare households: EntityTable<{ id: string; card: Sealed; sheet: Sealed }, 'id'>
  declare outbox: EntityTable<{ seq: number; id: string; bytes: number; sealed: Sealed }, 'seq'>
  declare drafts: EntityTable<{ id: string; sealed: Sealed }, 'id'>
  /** What the server answered, the last ones; refused work keeps its content. */
  declare answered: EntityTable<{ id: string; at: number; sealed: Sealed }, 'id'>
  /** Single sealed values: `state` (numbers of the outbox, cursor), `cards` (of all households), `questions`, `newcomers`, `plan`, `asked`. */
  declare kept: EntityTable<{ name: string; sealed: Sealed }, 'name'>
  declare forms: Table<FormRow, [string, number]>
  /** Policies (`library`), and the scheme of assessment with the scales (`assessment`). */
  declare library: EntityTable<{ name: 'library' | 'assessment'; hash: string; bundle: unknown }, 'name'>
  /** Scales that are being filled in. */
  declare scales: EntityTable<{ id: string; sealed: Sealed }, 'id'>

  constructor() {
    super('lastmile-field')
    this.version(1).stores({
      opening: 'key',
      households: 'id',
      outbox: 'seq, &id',
      drafts: 'id',
      answered: 'id, at',
      kept: 'name',
      forms: '[id+version]',
      library: 'name',
    })
    this.version(2).stores({ scales: 'id' })
  }
}
