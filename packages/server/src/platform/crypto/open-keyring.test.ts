import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../testing/database.ts'
import { keyFilePath, openKeyring } from './open-keyring.ts'

let test: TestDatabase
let folder: string
beforeAll(async () => {
  test = await createTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'lastmile-keys-'))
})
afterAll(async () => {
  await test.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => test.superPool.query('DELETE FROM setting'))

it('makes the keys once, private, and records their ids only', async () => {
  const path = join(folder, 'first.json')
  const [a, b] = await Promise.all([openKeyring(test.database, path), openKeyring(test.database, path)])
  expect(a.ids).toEqual(b.ids)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const { rows } = await test.superPool.query('SELECT value FROM setting')
  expect(rows).toEqual([{ value: a.ids }])
})

it('refuses a missing key file by the id of the key, and makes no new one', async () => {
  const path = join(folder, 'lost.json')
  const { ids } = await openKeyring(test.database, path)
  rmSync(path)
  const failing = openKeyring(test.database, path)
  await expect(failing).rejects.toMatchObject({ code: 'key_missing', holes: { keyId: ids.master } })
  expect(statSync(path, { throwIfNoEntry: false })).toBeUndefined()
})

it('refuses the key file of another installation by the id that is needed', async () => {
  const { ids } = await openKeyring(test.database, join(folder, 'mine.json'))
  await test.superPool.query('DELETE FROM setting')
  await openKeyring(test.database, join(folder, 'theirs.json'))
  await test.superPool.query('UPDATE setting SET value = $1', [JSON.stringify(ids)])
  const failing = openKeyring(test.database, join(folder, 'theirs.json'))
  await expect(failing).rejects.toMatchObject({ code: 'key_wrong', holes: { expected: ids.master } })
})

it('refuses a damaged key and a file that everybody may read', async () => {
  const path = join(folder, 'damaged.json')
  await openKeyring(test.database, path)
  const whole = readFileSync(path, 'utf8')
  writeFileSync(
    path,
    whole.replace(/"key": "(.)/, (_, first) => `"key": "${first === 'A' ? 'B' : 'A'}`),
  )
  await expect(openKeyring(test.database, path)).rejects.toMatchObject({ code: 'key_file_invalid' })
  writeFileSync(path, 'no json')
  await expect(openKeyring(test.database, path)).rejects.toMatchObject({ code: 'key_file_invalid' })
  writeFileSync(path, whole)
  chmodSync(path, 0o644)
  await expect(openKeyring(test.database, path)).rejects.toMatchObject({ code: 'key_file_invalid' })
})

it('is looked for where the environment says, else in the data folder', () => {
  expect(keyFilePath({ LASTMILE_KEY_FILE: '/safe/keys.json' }, '/data')).toBe('/safe/keys.json')
  expect(keyFilePath({}, '/data')).toBe('/data/keys.json')
})
