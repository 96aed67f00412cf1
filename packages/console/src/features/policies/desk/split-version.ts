import { addDays } from '@lastmile/domain'

/**
 * Lets a new version of a rule begin on a day, as a copy of the last one, which ends the day before: what was decided
 * until then stays decided so. Null when the last version is not open, begins later, or is written otherwise.
 */
export function splitVersion(file: string, day: string): string | null {
  const lines = file.split('\n')
  const head = lines.findIndex((line) => /^versions:\s*$/.test(line))
  if (head < 0) return null
  const after = lines.findIndex((line, index) => index > head && /^\S/.test(line))
  const end = after < 0 ? lines.length : after
  const first = /^(\s*)- from: /.exec(lines[head + 1] ?? '')
  if (!first) return null
  const indent = first[1] ?? ''
  const starts = lines.flatMap((line, index) =>
    index > head && index < end && line.startsWith(`${indent}- from: `) ? [index] : [],
  )
  const start = starts.at(-1)
  if (start === undefined) return null
  const block = lines.slice(start, end)
  const from = (/- from: '?([0-9-]+)'?/.exec(block[0] ?? '') ?? [])[1]
  const open = block.findIndex((line) => line.trimEnd() === `${indent}  to: null`)
  if (open < 0 || from === undefined || from >= day) return null
  const closed = block.with(open, `${indent}  to: '${addDays(day, -1)}'`)
  const begun = block.with(0, `${indent}- from: '${day}'`)
  return [...lines.slice(0, start), ...closed, ...begun, ...lines.slice(end)].join('\n')
}
