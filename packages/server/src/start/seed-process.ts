import { fork } from 'node:child_process'
import { join } from 'node:path'
import { AppError } from '../platform/errors/index.ts'
import type { SeedProgress } from './seed.ts'

/** What the seeding process is told. */
export interface SeedChildInput {
  readonly root: string
  readonly district: string
  readonly dataDir: string
  readonly households?: number
}

/** What the seeding process tells. */
export type SeedChildMessage =
  | { readonly kind: 'progress'; readonly step: { zh: string; en: string }; done: number; total: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly detail: string }

/**
 * Seeds a demo in a process of its own, which joins the open database: the server does not keep the memory that it takes
 * to invent a district.
 * @throws `demo_seed_failed`
 */
export function seedInProcess(
  input: SeedChildInput,
  env: Readonly<Record<string, string | undefined>>,
  onProgress: SeedProgress,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'seed-child.ts'), [JSON.stringify(input)], {
      env: { ...env },
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    let end: SeedChildMessage | null = null
    child.on('message', (message: SeedChildMessage) => {
      if (message.kind === 'progress') onProgress(message.step, message.done, message.total)
      else end = message
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (end?.kind === 'done') resolve()
      else {
        const detail = end?.kind === 'failed' ? end.detail : `the process ended with ${signal ?? code}`
        reject(new AppError('demo_seed_failed', { detail }))
      }
    })
  })
}
