/** Facts of some households changed: what rests on them is to be worked out anew. */
export interface FactsChanged {
  readonly kind: 'facts.changed'
  readonly householdIds: readonly string[]
}

/** So many households changed that they are worked out together, soon and not at once. */
export interface FactsChangedInBulk {
  readonly kind: 'facts.changed-in-bulk'
  readonly orgPath: string
}

/** Benefits of some households began, changed or ended. */
export interface ReceiptsChanged {
  readonly kind: 'receipts.changed'
  readonly householdIds: readonly string[]
}

/** A household and all its rows now belong to another unit. */
export interface HouseholdTransferred {
  readonly kind: 'household.transferred'
  readonly householdId: string
  readonly from: string
  readonly to: string
}
