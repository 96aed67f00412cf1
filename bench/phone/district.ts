import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import {
  blobBytes,
  composeModules,
  importInPlace,
  type Office,
  openOffice,
  type RunningServer,
  startServer,
} from '@lastmile/server'
import { type Database, openDatabase, systemClock } from '@lastmile/server/platform'
import { numberOf } from '../frame/numbers.ts'

const ROOT = join(import.meta.dirname, '../..')
const MEMBERS = 3
const HEADER =
  '低保证号,街镇,居村委,姓名,与户主关系,身份证号,联系电话,居住地址,月保障金额,享受起始年月,家庭月收入,就业状况,婚姻状况,健康状况'
const SURNAMES = Array.from('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗')
const GIVEN = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志红')

/** An office with families in one committee, and its server. */
export interface District {
  readonly server: RunningServer
  readonly db: Database
  readonly committee: string
  /** Adds families until there are so many. */
  fill(households: number): Promise<void>
  close(): Promise<void>
}

export async function startDistrict(dataDir: string, say: (text: string) => void): Promise<District> {
  const db = await openDatabase({ dataDir })
  const place = { root: ROOT, district: 'qingpu', keyFile: join(dataDir, 'keys.json') }
  const office = await openOffice(db, systemClock, place)
  const server = await startServer({
    ...{ root: ROOT, env: { LASTMILE_KEY_FILE: place.keyFile }, dataDir },
    ...{ host: '127.0.0.1', port: await freePort(), demo: false, note: say },
  })
  const committee = office.tree.find(({ kind }) => kind === 'committee')?.path ?? ''
  let there = 0
  return {
    ...{ server, db, committee },
    fill: async (households) => {
      await importList(office, committee, there, households)
      there = households
      await addFacts(db)
    },
    close: async () => {
      await server.close()
      await db.close()
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => found(port))
    })
  })
}

/** A list as a department sends it, imported: families from one place to another. */
async function importList(office: Office, committee: string, from: number, to: number): Promise<void> {
  const nameOf = (path: string) => office.tree.find((unit) => unit.path === path)?.nameZh ?? ''
  const street = committee.split('/').slice(0, 2).join('/').concat('/')
  const lines = [HEADER]
  for (let at = from * MEMBERS; at < to * MEMBERS; at += 1) {
    const home = Math.floor(at / MEMBERS)
    const member = at % MEMBERS
    const name = `${SURNAMES[home % 20]}${GIVEN[at % 30]}${GIVEN[Math.floor(at / 30) % 30]}`
    lines.push(
      [
        ...[
          `k${home}`,
          nameOf(street),
          nameOf(committee),
          name,
          ['户主', '配偶', '子女'][member],
          numberOf(at),
        ],
        `1990000${String(home % 10_000).padStart(4, '0')}`,
        `示例路${(home % 800) + 1}弄${(home % 60) + 1}号${(home % 20) + 101}室`,
        ...[1200 + (home % 900), `202${home % 5}年${(home % 12) + 1}月`, 800 + (home % 3000)],
        ...[member === 2 ? '在读' : home % 3 === 0 ? '在职' : '无业', member === 2 ? '未婚' : '已婚', '一般'],
      ].join(','),
    )
  }
  const { discovery } = composeModules(office)
  const actor = { userId: '', role: 'system', orgPath: office.districtPath } as const
  const file = blobBytes(new Blob([`${lines.join('\r\n')}\r\n`]))
  const fileName = '低保在册名单-2025-06.csv'
  const batch = await importInPlace(discovery, actor, {
    source: 'dibao-roster',
    file,
    fileName,
    dryRun: false,
  })
  const rows = (to - from) * MEMBERS
  // Some are like somebody who is on the list already, and wait for a person.
  if (batch.accepted + batch.review !== rows || batch.review > rows / 20)
    throw new Error(`only ${batch.accepted} rows were taken, ${batch.review} wait for review`)
}

/** What visits and other departments would have brought: five facts more of a household and three of a person. */
async function addFacts(db: Database): Promise<void> {
  const columns =
    'id, entity_kind, entity_id, household_id, org_path, fact, value, sensitivity, source_kind, source_name, source_id, valid_from, learned_at'
  const said = (entity: string) =>
    `gen_random_uuid(), '${entity}', t.id, t.household, t.org_path, f, to_jsonb(1000 + abs(hashtext(t.id::text || f)) % 4000), 'ordinary', 'visit', '走访', 'visit', date '2026-05-01', now()`
  const isNew = 'NOT EXISTS (SELECT 1 FROM fact k WHERE k.entity_id = t.id AND k.fact = f)'
  await db.adminPool?.query(
    `INSERT INTO fact (${columns}) SELECT ${said('household')} FROM (SELECT id, id AS household, org_path FROM household) t,
       unnest(ARRAY['annual_income','debt','monthly_rent','utility_arrears_months','hardship_months']) f WHERE ${isNew}`,
  )
  await db.adminPool?.query(
    `INSERT INTO fact (${columns}) SELECT ${said('person')} FROM (SELECT id, household_id AS household, org_path FROM person) t,
       unnest(ARRAY['monthly_wage','monthly_income','si_months']) f WHERE ${isNew}`,
  )
}
