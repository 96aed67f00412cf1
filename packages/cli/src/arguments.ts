import { nearest } from '@lastmile/domain/nearest'
import { CommandError, type OptionSpec } from './command.ts'

/** Flags that every command knows. */
export const COMMON: readonly OptionSpec[] = [
  { name: 'json', summary: 'print JSON on stdout and nothing else' },
  {
    name: 'date',
    value: 'YYYY-MM-DD',
    summary: 'the legal day of the question (default: today in Asia/Shanghai)',
  },
  { name: 'data', value: 'DIR', summary: 'the data folder of the embedded database (default ./data)' },
  { name: 'help', summary: 'how the command is used' },
]

/** Words and flags of a command line. */
export type Arguments = {
  readonly words: readonly string[]
  readonly values: ReadonlyMap<string, readonly string[]>
}

/** Reads a command line by the flags that it may have. Throws `usage` errors with the nearest valid name. */
export function readArguments(line: readonly string[], specs: readonly OptionSpec[]): Arguments {
  const known = [...specs, ...COMMON]
  const words: string[] = []
  const values = new Map<string, string[]>()
  const add = (name: string, value: string) => values.set(name, [...(values.get(name) ?? []), value])
  for (let i = 0; i < line.length; i++) {
    const word = line[i] ?? ''
    if (!word.startsWith('--')) {
      if (word.startsWith('-') && word.length > 1) throw unknownFlag(word, known)
      words.push(word)
      continue
    }
    const [head = '', ...rest] = word.slice(2).split('=')
    const spec = known.find((option) => option.name === head)
    if (!spec) throw unknownFlag(`--${head}`, known)
    if (spec.value === undefined) {
      if (rest.length > 0) throw new CommandError('usage', `--${head} takes no value`, { flag: `--${head}` })
      add(head, '')
      continue
    }
    const inline = rest.join('=')
    if (rest.length > 0) add(head, inline)
    else if (i + 1 < line.length && !(line[i + 1] ?? '').startsWith('--')) add(head, line[++i] ?? '')
    else throw new CommandError('usage', `--${head} needs a value: ${spec.value}`, { flag: `--${head}` })
    while (spec.multiple && i + 1 < line.length && !(line[i + 1] ?? '').startsWith('-'))
      add(head, line[++i] ?? '')
  }
  return { words, values }
}

function unknownFlag(flag: string, known: readonly OptionSpec[]): CommandError {
  const near = nearest(
    flag.replace(/^-+/, ''),
    known.map((option) => option.name),
  )
  const hint = near ? `; did you mean --${near}?` : ''
  return new CommandError('usage', `unknown flag ${flag}${hint}`, { flag, nearest: near && `--${near}` })
}
