import type { Operation } from './operation.ts'

/** What the server does with an operation that has come in. */
export type Admission =
  /** New and next in order: carry it out, and count it. */
  | 'apply'
  /** Known by its id: answer as the first time. `count`: it takes the next place of this numbering all the same. */
  | 'repeat'
  | 'repeat-and-count'
  /** Its place does not fit: the device must register again. */
  | 'renumber'

/**
 * Decides about one operation. Exactly once rests on the id, order on the number.
 * @param lastSeq the last number that was counted for this device (0: none).
 * @param known whether an operation with this id has been answered before, under this numbering or an earlier one.
 */
export function admit(
  operation: Pick<Operation<unknown>, 'seq'>,
  lastSeq: number,
  known: boolean,
): Admission {
  if (known) return operation.seq === lastSeq + 1 ? 'repeat-and-count' : 'repeat'
  return operation.seq === lastSeq + 1 ? 'apply' : 'renumber'
}
