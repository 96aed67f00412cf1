import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { main } from '../main.ts'

async function run(...line: string[]) {
  const out = new PassThrough()
  const err = new PassThrough()
  const code = await main([...line, '--json'], {
    cwd: '/tmp',
    env: {},
    now: new Date('2026-06-30T00:00:00Z'),
    stdin: new PassThrough(),
    stdout: out,
    stderr: err,
  } as unknown as Parameters<typeof main>[1])
  return { code, said: JSON.parse(String(out.read())) as { error: { code: string; message: string } } }
}

it('says which lists there are and what the file must be called', async () => {
  const list = await run('export', '--list', 'wishes', '--out', 'a.xlsx')
  expect(list).toMatchObject({ code: 2, said: { error: { code: 'usage' } } })
  expect(list.said.error.message).toContain('needs')
  const file = await run('export', '--list', 'needs', '--out', 'a.doc')
  expect(file.code).toBe(2)
  expect(file.said.error.message).toContain('.xlsx')
})
