import type { Group, Scheme } from '@lastmile/measure'
import { CommandError, type Context } from './command.ts'

/** The cells of the database's assessments. */
export async function measureDatabase(
  _scheme: Scheme,
  _context: Context,
): Promise<{ readonly groups: readonly Group[]; readonly labels: ReadonlyMap<string, string> }> {
  throw new CommandError('usage', 'measure needs --from FILE.parquet|.csv|.jsonl')
}
