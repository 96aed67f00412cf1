/** Steps that end what was begun, the last first; each is tried even when another fails. */
export class Undoing {
  readonly #steps: (() => Promise<void>)[] = []
  #run: Promise<void> | null = null

  add(step: () => Promise<void>): void {
    this.#steps.push(step)
  }

  /** Undoes everything, once; throws the first failure after all have been tried. */
  run(): Promise<void> {
    this.#run ??= this.#undo()
    return this.#run
  }

  async #undo(): Promise<void> {
    const failures: unknown[] = []
    for (const step of this.#steps.reverse()) {
      await step().catch((error) => failures.push(error))
    }
    if (failures.length > 0) throw failures[0]
  }
}
