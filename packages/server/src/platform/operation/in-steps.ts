const stepwise = new WeakSet<object>()

/**
 * Marks the handler of an operation that opens its transactions itself, in steps, instead of running in one: because
 * it hashes a password between them, or counts an attempt that must stay counted when the operation is refused.
 */
export function inSteps<Handler extends (...given: never[]) => unknown>(handler: Handler): Handler {
  stepwise.add(handler)
  return handler
}

/** Whether a handler was marked so. */
export function runsInSteps(handler: object): boolean {
  return stepwise.has(handler)
}
