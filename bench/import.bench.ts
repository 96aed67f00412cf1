import { once } from 'node:events'
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  openAsBlob,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { blobBytes, composeModules, importInPlace, type Office, openOffice } from '@lastmile/server'
import { type Database, discardDatabase, openDatabase, systemClock } from '@lastmile/server/platform'
import { type Bench, type Measured, spent } from './frame/bench.ts'
import { numberOf } from './frame/numbers.ts'
import { peer } from './frame/peer.ts'
import { serverOf, serverTime } from './frame/server-time.ts'

const ROWS = Number(process.env.LASTMILE_BENCH_ROWS ?? 1_000_000)
/** The promise: this many times a bare COPY of what was written, this many minutes for a million rows, and memory that does not grow with the list. */
const LIMIT = { times: 3, minutes: 15, memoryGrows: 1.25, memoryMb: 700 }
const MEMBERS = 3
const HEADER =
  '低保证号,街镇,居村委,姓名,与户主关系,身份证号,联系电话,居住地址,月保障金额,享受起始年月,家庭月收入,就业状况,婚姻状况,健康状况'
const SURNAMES = Array.from('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗')
const GIVEN = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志红')

/** What an import writes, parents first. */
const TABLES = [
  ...[
    'stored_file',
    'file_chunk',
    'household',
    'person',
    'membership',
    'fact',
    'household_now',
    'person_now',
  ],
  ...['search_token', 'benefit_receipt', 'import_batch', 'import_problem', 'import_row', 'ledger_entry'],
]

/** A list as a district would send it: every household with its members, one after another. */
async function writeList(file: string, office: Office): Promise<void> {
  const streets = new Map(office.tree.filter(({ kind }) => kind === 'street').map((one) => [one.path, one]))
  const committees = office.tree.filter(({ kind }) => kind === 'committee')
  const out = createWriteStream(file)
  out.write(`\uFEFF${HEADER}\r\n`)
  for (let at = 0; at < ROWS; at += 1) {
    const home = Math.floor(at / MEMBERS)
    const member = at % MEMBERS
    const committee = committees[home % committees.length]
    const street = [...streets].find(([path]) => committee?.path.startsWith(path))?.[1]
    const mixed = Math.imul(at + 1, 2_654_435_761) >>> 0
    // Surname and birthday fall by themselves, as among people: else all that were born on a day would bear one surname.
    const surname = SURNAMES[(Math.imul(home + 1, 2_246_822_519) >>> 0) % 20]
    const name = `${surname}${GIVEN[mixed % 30]}${GIVEN[(mixed >>> 12) % 30]}`
    const line = [
      ...[`k${home}`, street?.nameZh ?? '', committee?.nameZh ?? '', name, ['户主', '配偶', '子女'][member]],
      ...[
        numberOf(at),
        `1990${String(home).padStart(7, '0')}`,
        `示例路${(home % 800) + 1}弄${(home % 60) + 1}号${(home % 20) + 101}室`,
      ],
      ...[1200 + (home % 900), `202${home % 5}年${(home % 12) + 1}月`, 800 + (home % 3000)],
      ...[member === 2 ? '在读' : home % 3 === 0 ? '在职' : '无业', member === 2 ? '未婚' : '已婚', '一般'],
    ].join(',')
    if (!out.write(`${line}\r\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

/** The part of pg-copy-streams that is used: statements that are streams. */
interface CopyStreams {
  from(sql: string): Writable & { submit(connection: unknown): void }
  to(sql: string): Readable & { submit(connection: unknown): void }
}

/** How long a piece of work took: by the clock, and in processor time of this process and of the database. */
interface Taken {
  readonly clock: number
  readonly own: number
  readonly database: number
}

/** Starts a stop-watch over this process and the whole database server. */
async function stopwatch(db: Database): Promise<() => Taken> {
  const { rows } = (await db.adminPool?.query('SELECT pg_backend_pid() AS pid')) ?? { rows: [] }
  const database = serverOf(Number(rows[0]?.pid))
  const [clock, own, server] = [performance.now(), spent(), serverTime(database)]
  return () => ({
    clock: performance.now() - clock,
    own: spent() - own,
    database: serverTime(database) - server,
  })
}

/** All rows of the tables out to files, the tables emptied, and COPY of the same rows into the same tables. */
async function copyAgain(db: Database, folder: string, say: (text: string) => void): Promise<Taken> {
  const pool = db.adminPool
  if (!pool) throw new Error('the bench needs the owner of the tables')
  const { from: copyFrom, to: copyTo } = await peer<CopyStreams>('pg-copy-streams')
  const client = await pool.connect()
  try {
    const columns = new Map<string, string>()
    for (const table of TABLES) {
      const { rows } = await client.query(
        `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS list FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
        [table],
      )
      columns.set(table, rows[0].list)
      const source = client.query(
        copyTo(`COPY (SELECT ${rows[0].list} FROM ${table}) TO STDOUT (FORMAT binary)`),
      )
      await pipeline(source, createWriteStream(join(folder, table)))
    }
    await client.query(`TRUNCATE ${TABLES.join(', ')} CASCADE`)
    const taken = await stopwatch(db)
    for (const table of TABLES) {
      const at = performance.now()
      const target = client.query(
        copyFrom(`COPY ${table} (${columns.get(table)}) FROM STDIN (FORMAT binary)`),
      )
      await pipeline(createReadStream(join(folder, table), { highWaterMark: 1 << 18 }), target)
      say(`  copy ${table} ${((performance.now() - at) / 1000).toFixed(1)} s`)
    }
    return taken()
  } finally {
    client.release()
  }
}

const bench: Bench = {
  title: `A list of ${ROWS.toLocaleString('en')} rows (CSV), nobody of it known before, beside a COPY of all that it writes`,
  async run(say) {
    const dataDir = mkdtempSync(join(tmpdir(), 'import-bench-'))
    chmodSync(dataDir, 0o711)
    const work = join(dataDir, 'work')
    const db = await openDatabase({ dataDir })
    try {
      mkdirSync(work)
      const root = join(import.meta.dirname, '..')
      const office = await openOffice(db, systemClock, {
        root,
        district: 'qingpu',
        keyFile: join(dataDir, 'keys.json'),
      })
      const file = join(work, '低保在册名单-2025-06.csv')
      await writeList(file, office)
      const { discovery, jobs } = composeModules(office)
      let memory = 0
      let told = 0
      const tenths: { readonly clock: number; readonly memory: number }[] = []
      const started = performance.now()
      const taken = await stopwatch(db)
      const batch = await importInPlace(
        discovery,
        { userId: '', role: 'system', orgPath: office.districtPath },
        {
          source: 'dibao-roster',
          file: blobBytes(await openAsBlob(file)),
          fileName: '低保在册名单-2025-06.csv',
          dryRun: false,
        },
        {
          onProgress: ({ done }) => {
            memory = Math.max(memory, process.memoryUsage.rss())
            if (done - told < ROWS / 10) return
            told = done
            tenths.push({ clock: performance.now() - started, memory: process.memoryUsage.rss() })
            say(
              `${done} rows, ${((performance.now() - started) / 1000).toFixed(0)} s, ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`,
            )
          },
        },
      )
      const ours = taken()
      // A large list leaves the look at its households to a job, which is not counted here.
      await jobs.stop()
      // Some are like somebody who is on the list already, and wait for a person to say who they are.
      if (batch.accepted + batch.review !== ROWS || batch.review > ROWS / 20)
        throw new Error(`${batch.accepted} of ${ROWS} rows were taken, ${batch.review} wait for review`)
      const copy = await copyAgain(db, work, say)
      const result: Measured[] = [
        {
          what: 'import',
          value: ours.clock / 1000,
          unit: 's',
          peer: { name: 'COPY', value: copy.clock / 1000 },
          limit: { atMost: (LIMIT.minutes * 60 * ROWS) / 1_000_000 },
        },
        {
          what: 'times a COPY of the same rows',
          value: ours.clock / copy.clock,
          unit: '×',
          limit: { atMost: LIMIT.times },
        },
        {
          what: 'processor time of this process and the database',
          value: (ours.own + ours.database) / 1000,
          unit: 's',
          peer: { name: 'COPY', value: (copy.own + copy.database) / 1000 },
        },
        {
          what: 'processor time of the database alone',
          value: ours.database / 1000,
          unit: 's',
          peer: { name: 'COPY', value: copy.database / 1000 },
        },
        { what: 'rows a second', value: (ROWS * 1000) / ours.clock, unit: 'rows/s' },
        {
          what: 'the last tenth of the rows beside the first: time',
          value: ((tenths.at(-1)?.clock ?? 0) - (tenths.at(-2)?.clock ?? 0)) / (tenths[0]?.clock ?? 0),
          unit: '×',
        },
        {
          what: 'memory after nine tenths beside one',
          value: (tenths.at(8)?.memory ?? 0) / (tenths[0]?.memory ?? 0),
          unit: '×',
          limit: { atMost: LIMIT.memoryGrows },
        },
        {
          what: 'most memory of the process',
          value: memory / 1e6,
          unit: 'MB',
          limit: { atMost: LIMIT.memoryMb },
        },
      ]
      return result
    } finally {
      await db.close()
      await discardDatabase(dataDir)
      rmSync(work, { recursive: true, force: true })
    }
  },
}

export default bench
