import type { PoolClient, QueryResult, QueryResultRow } from 'pg'

/**
 * Sends the statements of a transaction one after another, whoever waits for them: while the database works on one, the next may be
 * prepared. The first that fails makes those behind it fail too, as the database would.
 */
export class OneByOne {
  readonly #client: Pick<PoolClient, 'query'>
  #last: Promise<unknown> | null = null
  #isOver = false

  constructor(client: Pick<PoolClient, 'query'>) {
    this.#client = client
  }

  send<Row extends QueryResultRow>(text: string, values: readonly unknown[]): Promise<QueryResult<Row>> {
    const run = () => {
      if (this.#isOver) throw new Error('the transaction of this statement is over')
      return this.#client.query<Row>(text, [...values])
    }
    // Without delay when nothing is under way: what follows in the same turn may be long work.
    const own = this.#last === null ? run() : this.#last.then(run)
    const done = () => {
      if (this.#last === last) this.#last = null
    }
    const last = own.then(done, done)
    this.#last = last
    return own
  }

  /** Waits for what is under way and sends nothing more. */
  async end(): Promise<void> {
    this.#isOver = true
    await this.#last
  }
}
