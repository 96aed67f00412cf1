import type { Tx } from '../db/index.ts'

/** Something that happened in one module and matters to others; its module exports the type. */
export interface DomainEvent {
  /** Module and past participle, e.g. `facts.changed`. */
  readonly kind: string
}

/** What follows from an event. It runs in the transaction of the cause: when it throws, both are undone. */
export type Listener<E extends DomainEvent> = (tx: Tx, event: E) => Promise<void>

/** Events that cause events: deeper than this is a circle. */
const DEEPEST = 8

/**
 * Carries events from lower modules to higher ones, in the same transaction and in the order of registration. A
 * module below never imports a module above: it emits, and `app.ts` has the listeners registered.
 */
export class Events {
  readonly #listeners = new Map<string, Listener<DomainEvent>[]>()
  readonly #depth = new WeakMap<Tx, number>()

  /** Registers what follows from events of a kind. */
  on<E extends DomainEvent>(kind: E['kind'], listener: Listener<E>): void {
    const known = this.#listeners.get(kind) ?? []
    // The kind is the discriminant: only events of this kind reach the listener.
    this.#listeners.set(kind, [...known, listener as unknown as Listener<DomainEvent>])
  }

  /** Tells of an event and waits for all that follows from it. An event nobody listens to is fine. */
  async emit<E extends DomainEvent>(tx: Tx, event: E): Promise<void> {
    const depth = (this.#depth.get(tx) ?? 0) + 1
    if (depth > DEEPEST) throw new Error(`events in a circle: ${event.kind}`)
    this.#depth.set(tx, depth)
    try {
      for (const listener of this.#listeners.get(event.kind) ?? []) await listener(tx, event)
    } finally {
      this.#depth.set(tx, depth - 1)
    }
  }
}
