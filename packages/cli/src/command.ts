import type { Readable, Writable } from 'node:stream'

/** One flag of a command. `value` names what follows it (`FILE`, `ID`); a flag without a value is yes or no. */
export type OptionSpec = {
  readonly name: string
  readonly value?: string
  /** May be given more than once, or several values may follow it (`--policy dibao medical-aid`). */
  readonly multiple?: true
  readonly summary: string
}

/** What a command is handed. Nothing of the process is read elsewhere, so a test can run a command in itself. */
export type Context = {
  /** Words that are not flags: the subcommand first (`policies list` → `['list']`). */
  readonly words: readonly string[]
  /** The last value of a flag, or undefined. */
  option(name: string): string | undefined
  /** Every value of a repeated flag. */
  options(name: string): readonly string[]
  /** Whether a flag was given. */
  flag(name: string): boolean
  readonly json: boolean
  /** The legal day the question is asked for: `--date`, or today in Asia/Shanghai. */
  readonly date: string
  readonly now: Date
  /** Folder that relative file names start from. */
  readonly cwd: string
  /** Root of the repository: `facts.yaml`, `policies/`. */
  readonly root: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: Readable
  readonly stdout: Writable
  /** One JSON document on stdout (or a line of JSON Lines). */
  print(document: unknown): void
  /** A line for people on stdout. */
  say(text: string): void
  /** Progress and notes: always on stderr. */
  note(text: string): void
}

/** Exit codes of the contract: 0 done; 1 done, but some input was refused; 2 nothing done. */
export type ExitCode = 0 | 1 | 2

/** One command of `lastmile`: one file in `commands/`, loaded only when it is called. */
export type Command = {
  readonly name: string
  readonly summary: string
  /** Forms of use, without the program name: `policies list [--json]`. */
  readonly usage: readonly string[]
  /** `--json`, `--date`, `--data` and `--help` are known to all and not listed here. */
  readonly options: readonly OptionSpec[]
  /** Names of the first word, when the command has subcommands. */
  readonly subcommands?: readonly string[]
  /** How many words beyond the subcommand are taken; 0 when absent. */
  readonly words?: number
  run(context: Context): Promise<ExitCode>
}

/** Thrown by a command to end with exit 2 and the contract's error document. */
export class CommandError extends Error {
  readonly code: string
  readonly details: unknown
  constructor(code: string, message: string, details: unknown = null) {
    super(message)
    this.code = code
    this.details = details
  }
}
