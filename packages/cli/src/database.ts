import { resolve } from 'node:path'
import {
  AppError,
  type Database,
  databaseOptions,
  holdsDatabase,
  isAppError,
  openDatabase,
  prepareDatabase,
} from '@lastmile/server/platform'
import { CommandError, type Context } from './command.ts'

/** The data folder of a command: `--data`, else `data` below the current folder. */
export function dataDirOf(context: Context): string {
  return resolve(context.cwd, context.option('data') ?? 'data')
}

/** Whether the command's database is a PostgreSQL named by DATABASE_URL. */
export function isExternal(context: Context): boolean {
  return Boolean(context.env.DATABASE_URL)
}

/** Turns errors of the platform into the error document of a command. */
export async function withCommandErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isAppError(error)) throw new CommandError(error.code, error.message, error.holes)
    throw error
  }
}

/**
 * Opens the database of a command (joining a live server), brings it to this release, runs `work` and leaves it. An
 * embedded database that does not exist is refused unless `create` is set.
 */
export async function withDatabase<T>(
  context: Context,
  work: (db: Database) => Promise<T>,
  options: { readonly create?: boolean } = {},
): Promise<T> {
  return withCommandErrors(async () => {
    const dataDir = dataDirOf(context)
    if (!options.create && !isExternal(context) && !holdsDatabase(dataDir)) {
      throw new AppError('database_missing', { dataDir })
    }
    const db = await openDatabase(databaseOptions(context.env, dataDir))
    try {
      await prepareDatabase(db)
      return await work(db)
    } finally {
      await db.close()
    }
  })
}
