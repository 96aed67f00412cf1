/**
 * One piece of work done on a phone. Its id is made there, for good; `seq` is its place in the numbering of the device,
 * from 1 on without a hole.
 */
export interface Operation<Body> {
  readonly id: string
  readonly seq: number
  /** The phone's clock when it was written, ISO. Stated only: nothing is decided by it. */
  readonly writtenAt: string
  readonly body: Body
}

/**
 * What the server says of an operation, once and for ever: `applied`; `asked`, when a person must answer something
 * first (the same fact changed by two people, perhaps the same family twice); `refused`, with the reason. All three
 * take the operation's place in the order, so that one bad entry never holds up those behind it.
 */
export interface Receipt {
  readonly id: string
  readonly seq: number
  readonly outcome: 'applied' | 'asked' | 'refused'
  /** For `refused`: code of the error and its sentence. */
  readonly refusal?: { readonly code: string; readonly message: string } | undefined
  /** For `asked`: ids of the questions. */
  readonly questions?: readonly string[] | undefined
}

/** What the server answers to a push: receipts in order, and what to do when it could not take them all. */
export interface PushAnswer {
  readonly receipts: readonly Receipt[]
  /**
   * `continue`: send what is next. `renumber`: this device's numbers and the server's no longer fit (the phone or the
   * server was set back to an earlier state): register again and send what waits under the new number; operations
   * keep their ids, so nothing is done twice.
   */
  readonly next: 'continue' | 'renumber'
}
