import type { Change, Result } from './shapes.ts'

/** What the page tells the worker. */
export type ToWorker =
  | { readonly kind: 'load'; readonly address: string; readonly language: string }
  | { readonly kind: 'ask'; readonly changes: readonly Change[] }

/** What the worker tells the page. `total` is null where the length is not known. */
export type FromWorker =
  | { readonly kind: 'progress'; readonly received: number; readonly total: number | null }
  | { readonly kind: 'ready'; readonly readAt: string; readonly libraryHash: string }
  | { readonly kind: 'answer'; readonly result: Result; readonly ms: number }
  /** `refused`: this question alone. `failed`: the worker cannot go on, and the server has to. */
  | { readonly kind: 'refused' | 'failed'; readonly message: string }
