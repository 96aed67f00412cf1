import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { CommandError, type Context } from './command.ts'

/** The text of a file, or of standard input for `-`. */
export async function readInput(file: string, context: Context): Promise<string> {
  try {
    return file === '-' ? await text(context.stdin) : readFileSync(pathOf(file, context), 'utf8')
  } catch (error) {
    throw unreadable(file, error)
  }
}

/** An error of reading a file as that of a command; others as they are. */
export function unreadable(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error
  return new CommandError('unreadable', `${file} cannot be read: ${error.message}`, { file })
}

/** Reads JSON, with or without a byte order mark. `where` names it in the error. */
export function parseJson(raw: string, where: string): unknown {
  try {
    return JSON.parse(raw.replace(/^﻿/, ''))
  } catch (error) {
    throw new CommandError('json', `${where} is not JSON: ${error instanceof Error ? error.message : ''}`, {
      file: where,
    })
  }
}

/** A file name from the folder of the caller. */
export function pathOf(file: string, context: Context): string {
  return isAbsolute(file) ? file : join(context.cwd, file)
}

/** Whether a value is an object with keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
