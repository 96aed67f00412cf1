import type { QueryResultRow } from 'pg'
import type { Tx } from '../db/index.ts'

/** Streams the rows of a query through a cursor of the transaction, in order, holding one page at a time. */
export async function* readRows<Row extends QueryResultRow>(
  tx: Tx,
  name: string,
  query: string,
  page = 2_000,
): AsyncGenerator<Row> {
  await tx.execute(`DECLARE ${name} NO SCROLL CURSOR FOR ${query}`)
  for (;;) {
    const rows = await tx.query<Row>(`FETCH ${page} FROM ${name}`)
    yield* rows
    if (rows.length < page) break
  }
  await tx.execute(`CLOSE ${name}`)
}
