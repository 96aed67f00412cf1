/** How many refused households are named; the others are counted. */
const NAMED = 20

/** Households of a file that could not be read. */
export class RefusedHouseholds {
  count = 0
  readonly first: { readonly household: string; readonly message: string }[] = []

  add(household: string, message: string): void {
    this.count++
    if (this.first.length < NAMED) this.first.push({ household, message })
  }
}
