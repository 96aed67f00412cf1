/**
 * Statements that were sent and are not waited for, so that the database works on them while the next ones are prepared. One
 * connection carries them out in the order in which they were sent.
 */
export class UnderWay {
  readonly #sent: Promise<unknown>[] = []

  send(statement: Promise<unknown>): void {
    // Told by `settled`; without this it would count as unhandled until then.
    statement.catch(() => undefined)
    this.#sent.push(statement)
  }

  /** Waits for all. Throws what the first that failed threw: those behind it fail because of it alone. */
  async settled(): Promise<void> {
    for (const statement of this.#sent) await statement
  }
}
