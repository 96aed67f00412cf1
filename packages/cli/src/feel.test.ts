import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { main } from './main.ts'

const folder = mkdtempSync(join(tmpdir(), 'feel-'))

async function run(line: string[], input = '') {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const now = new Date('2026-11-24T01:00:00Z')
  const code = await main(line, { cwd: folder, env: {}, stdin: Readable.from([input]), stdout, stderr, now })
  stdout.end()
  stderr.end()
  return { code, out: await text(stdout), err: await text(stderr) }
}

describe('lastmile feel', () => {
  it('evaluates one expression, with names and values from a file', async () => {
    writeFileSync(join(folder, 'c.json'), '{"birth date": {"@type": "date", "value": "1950-02-03"}}')
    const { code, out } = await run(['feel', 'birth date.year + 0.2', '--context', 'c.json', '--json'])
    expect([code, JSON.parse(out)]).toEqual([0, { value: 1950.2 }])
  })

  it('says why a result is null, and that is no refusal', async () => {
    const { code, out, err } = await run(['feel', '1 / 0'])
    expect([code, out.trim()]).toEqual([0, 'null'])
    expect(err).not.toBe('')
  })

  it('refuses what is not of the standard, with code and place', async () => {
    const { code, out } = await run(['feel', '1 +', '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'syntax', at: 3 } })
  })

  it('answers each line of a batch in order, and goes on after a bad one', async () => {
    const lines = [
      { id: 'a', expr: 'x + 1', context: { x: 2 } },
      { id: 'b', expr: '{p: 1}...p' },
      { id: 'c', expr: '[7]', type: 'number' },
    ]
    const { code, out } = await run(
      ['feel', '--batch', '-', '--json'],
      lines.map((line) => JSON.stringify(line)).join('\n'),
    )
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(code).toBe(1)
    expect(answers).toMatchObject([
      { id: 'a', value: 3 },
      { id: 'b', error: { code: 'unsupported' } },
      { id: 'c', value: 7 },
    ])
  })

  it('takes an expression or a batch, not neither', async () => {
    expect((await run(['feel'])).code).toBe(2)
  })
})
