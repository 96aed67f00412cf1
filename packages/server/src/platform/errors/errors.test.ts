import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { AppError, fillHoles, isAppError } from './app-error.ts'
import { errorsDocument } from './document.ts'
import { ERRORS } from './table.ts'

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url))
const holesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
const entries = Object.entries(ERRORS)

/** Source of server and commands, without tests and without the table itself. */
function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!['node_modules', 'dist', 'table'].includes(entry.name)) yield* sources(path)
    } else if (/(?<!\.test)\.ts$/.test(entry.name)) yield readFileSync(path, 'utf8')
  }
}

describe('the table of errors', () => {
  it('is what docs/errors.md says', async () => {
    await expect(errorsDocument()).toMatchFileSnapshot(join(ROOT, 'docs/errors.md'))
  })

  it.each(entries)('%s has the same holes in both languages and all its sentences', (code, entry) => {
    expect(code).toMatch(/^[a-z]+(_[a-z0-9]+)*$/)
    expect(new Set(holesIn(entry.en))).toEqual(new Set(holesIn(entry.zh)))
    expect(entry.zh).toMatch(/\p{Script=Han}/u)
    for (const text of [entry.zh, entry.en, entry.when, entry.todo])
      expect(text.trim().length).toBeGreaterThan(3)
    expect(entry.status).toBeGreaterThanOrEqual(400)
    expect(entry.status).toBeLessThan(600)
  })

  it('names no error that nothing throws', () => {
    const text = [
      ...sources(join(ROOT, 'packages/server/src')),
      ...sources(join(ROOT, 'packages/cli/src')),
    ].join('\n')
    expect(Object.keys(ERRORS).filter((code) => !text.includes(`'${code}'`))).toEqual([])
  })
})

describe('an error', () => {
  it('tells in both languages, with its holes filled', () => {
    const error = new AppError('database_unavailable', { reason: 'away' })
    expect(error).toMatchObject({
      code: 'database_unavailable',
      status: 503,
      reportable: true,
      name: 'AppError',
    })
    expect(error.text.zh).toContain('away')
    expect(error.message).toContain('away')
    expect(isAppError(error)).toBe(true)
    expect(isAppError(error, 'database_unavailable')).toBe(true)
    expect(isAppError(error, 'key_missing')).toBe(false)
    expect(isAppError(new Error('other'))).toBe(false)
  })

  it('leaves a hole without a value visible', () => {
    expect(fillHoles('{a} and {b}', { a: 1 })).toBe('1 and {b}')
  })
})
