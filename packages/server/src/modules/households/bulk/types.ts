import type { Relation } from '@lastmile/domain'

/** By what a row of a file may be a person that is already known. */
export interface PersonKey {
  /** The caller's name for the row; comes back with what was found. */
  readonly ref: string
  /** 18 characters, upper case, or null. */
  readonly idNumber: string | null
  readonly name: string
  readonly birthDate: string | null
}

/** A person within the caller's scope, with the household it lives in. */
export interface KnownPerson {
  readonly personId: string
  readonly householdId: string
  readonly orgPath: string
  readonly name: string
  readonly birthDate: string | null
  readonly hasIdNumber: boolean
  readonly relation: Relation | null
  readonly address: string | null
  readonly headName: string
}

export interface FoundPersons {
  readonly byNumber: readonly { readonly ref: string; readonly person: KnownPerson }[]
  /** Only for refs without a match by number; several for one ref are possible. */
  readonly byNameBirth: readonly { readonly ref: string; readonly person: KnownPerson }[]
  /** Only for refs without a match by number: the streets to ask. */
  readonly elsewhere: readonly { readonly ref: string; readonly streetNames: readonly string[] }[]
}

/** A fact of a row. Money in yuan, dates `YYYY-MM-DD`, null = known to be unknown. */
export interface ImportFact {
  readonly fact: string
  readonly value: unknown
  readonly sourceRow: number | null
  /** From when it holds, where that is not the day of the whole list. */
  readonly validFrom?: string
}

export interface ImportReceipt {
  readonly policy: string
  readonly amountFen: number | null
  readonly per: 'month' | 'year' | 'once'
  readonly fromDate: string | null
  /** The last day, when the source says one. */
  readonly toDate?: string | null
  readonly sourceRow: number | null
}

export interface ImportMember {
  /** null = a new person, who joins the household on `asOf`. */
  readonly personId: string | null
  /** The id to use when new: made by the caller, so that a killed chunk repeats itself with the same ids. */
  readonly newPersonId: string
  /** Ignored for a person that is a member already. */
  readonly relation: Relation
  readonly name: string
  /** Checked; fills the number of a known person that has none, never replaces one. */
  readonly idNumber: string | null
  readonly docMissingReason: string | null
  readonly sex: 'male' | 'female' | null
  readonly birthDate: string | null
  /** E.164; fills when empty, never replaces. */
  readonly phone: string | null
  readonly sourceRow: number | null
  readonly facts: readonly ImportFact[]
  readonly receipts: readonly ImportReceipt[]
}

export interface ImportHousehold {
  /** null = new: address, unit and the first member with relation `head` (else the first) make it. */
  readonly householdId: string | null
  readonly newHouseholdId: string
  readonly orgPath: string
  readonly address: string | null
  /** Where a new household lives, WGS 84; its source is that of the whole list. */
  readonly spot?: { readonly lat: number; readonly lng: number } | null
  readonly facts: readonly ImportFact[]
  readonly receipts: readonly ImportReceipt[]
  readonly members: readonly ImportMember[]
}

/** What one file, list or seed says of some households on one day. */
export interface ImportHouseholds {
  readonly batchId: string | null
  /** Names the source for good, e.g. `dibao-roster`: a statement is compared with this source's last one. */
  readonly sourceId: string
  /** As people read it, e.g. `低保在册名单 2025-06`. */
  readonly sourceName: string
  readonly sourceKind: 'import' | 'synthetic'
  /** Legal day from which the statements hold. */
  readonly asOf: string
  readonly households: readonly ImportHousehold[]
}

export interface ImportedMember {
  readonly personId: string
  readonly created: boolean
  /** Anything was written for this person. */
  readonly changed: boolean
}

export interface ImportedHousehold {
  readonly householdId: string
  readonly created: boolean
  readonly changed: boolean
  readonly members: readonly ImportedMember[]
}
