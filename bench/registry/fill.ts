import type { Database, Keyring } from '@lastmile/server/platform'
import { namePool } from './names.ts'

type Run = (sql: string, values?: unknown[]) => Promise<void>

/** Ten thousand endings of phones, and as many and a tenth more of identity numbers, as the product keeps them. */
function tails(keys: Keyring): { kind: 'id-tail' | 'phone-tail'; tail: string; token: string }[] {
  const digits = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, '0'))
  const withX = Array.from({ length: 1000 }, (_, n) => `${String(n).padStart(3, '0')}X`)
  const of = (kind: 'id-tail' | 'phone-tail', list: readonly string[]) =>
    list.map((tail) => ({ kind, tail, token: keys.blindIndex(kind, tail).toString('hex').slice(0, 24) }))
  return [...of('id-tail', [...digits, ...withX]), ...of('phone-tail', digits)]
}

/** A number from 0 to 1 that is always the same for the same text. */
const chance = (text: string) => `(abs(hashtext(${text})) / 2147483648.0)`

async function vocabulary(run: Run, keys: Keyring): Promise<void> {
  const pool = namePool()
  const total = pool.reduce((sum, { weight }) => sum + weight, 0)
  let below = 0
  const names = pool.map(({ name, pinyin, sort, weight }, id) => {
    const from = below / total
    below += weight
    return { id, name, pinyin, sort, lo: from, hi: below / total }
  })
  await run('CREATE TEMP TABLE pool (id int, name text, pinyin text, sort text, lo float8, hi float8)')
  await run('INSERT INTO pool SELECT * FROM jsonb_populate_recordset(NULL::pool, $1)', [
    JSON.stringify(names),
  ])
  await run('CREATE TEMP TABLE pool_token (id int, kind text, token text)')
  const tokens = pool.flatMap(({ tokens: own }, id) => own.map((token) => ({ id, ...token })))
  for (let at = 0; at < tokens.length; at += 50_000)
    await run('INSERT INTO pool_token SELECT * FROM jsonb_populate_recordset(NULL::pool_token, $1)', [
      JSON.stringify(tokens.slice(at, at + 50_000)),
    ])
  await run('CREATE TEMP TABLE tail (kind text, tail text, token text)')
  await run('INSERT INTO tail SELECT * FROM jsonb_populate_recordset(NULL::tail, $1)', [
    JSON.stringify(tails(keys)),
  ])
  await run(
    'CREATE INDEX ON pool (lo); CREATE INDEX ON pool_token (id); CREATE INDEX ON tail (kind, tail); ANALYZE pool; ANALYZE pool_token; ANALYZE tail',
  )
}

async function draw(run: Run, persons: number): Promise<void> {
  const households = Math.round(persons / 2.6)
  await run(`CREATE TEMP TABLE committee AS
    SELECT path, row_number() OVER (ORDER BY path) - 1 AS n, count(*) OVER () AS all_of FROM org WHERE kind = 'committee'`)
  // Sizes 1, 2, 3, 3, 4: 2.6 persons a household.
  await run(`CREATE TEMP TABLE home AS
    SELECT g.n, pg_temp.id_of('h' || g.n) AS id, c.path AS org_path, (ARRAY[1,2,3,3,4])[g.n % 5 + 1] AS size,
      '青浦区' || (ARRAY['青安','盈港','公园','华青','城中','五厍浜','外青松','淀山湖'])[g.n % 8 + 1]
        || (ARRAY['东','西','南','北','中','一','二','三'])[g.n / 8 % 8 + 1] || '路' || (g.n % 900 + 1)::text || '弄' || (g.n % 60 + 1)::text || '号' || (g.n % 6 + 1)::text || '0' || (g.n % 4 + 1)::text || '室' AS address
    FROM generate_series(1, ${households}) AS g(n) JOIN committee c ON c.n = (g.n * 7919::bigint) % c.all_of`)
  await run(`CREATE TEMP TABLE who AS
    SELECT p.n, p.nth, pg_temp.id_of('p' || p.n || '-' || p.nth) AS id, pg_temp.id_of('h' || p.n) AS home_id, p.org_path, pool.id AS name_id, pool.name,
      pool.pinyin, pool.sort, CASE WHEN abs(hashtext('s' || p.n || p.nth)) % 2 = 0 THEN 'male' ELSE 'female' END AS sex,
      date '1930-01-01' + (abs(hashtext('b' || p.n || p.nth)) % 30000) AS birth,
      lpad((abs(hashtext('i' || p.n || p.nth)) % 10000)::text, 4, '0') AS id_tail,
      lpad((abs(hashtext('t' || p.n || p.nth)) % 10000)::text, 4, '0') AS phone_tail
    FROM (SELECT h.n, h.org_path, nth, ${chance("'n' || h.n || nth")} AS dice FROM home h, generate_series(1, h.size) nth) p
    JOIN LATERAL (SELECT * FROM pool WHERE lo <= p.dice ORDER BY lo DESC LIMIT 1) pool ON true`)
  await run('CREATE INDEX ON who (n, nth); ANALYZE who; ANALYZE home')
}

async function write(run: Run, say: (progress: string) => void): Promise<void> {
  say('households and persons')
  await run(`INSERT INTO household (id, no, org_path, head_person_id, head_name, head_pinyin, address, source, created_at, updated_at, last_contact_at, open_gaps)
    SELECT h.id, 'H' || lpad(h.n::text, 8, '0'), h.org_path, w.id, w.name, w.sort, h.address, 'bench', now() - interval '400 days',
      now() - (abs(hashtext('u' || h.n)) % 86400) * interval '6 minutes',
      CASE WHEN h.n % 3 = 0 THEN now() - (h.n % 300) * interval '1 day' END, CASE WHEN h.n % 20 = 0 THEN 1 + h.n % 3 ELSE 0 END
    FROM home h JOIN who w ON w.n = h.n AND w.nth = 1`)
  await run(`INSERT INTO person (id, household_id, org_path, name, name_pinyin, sex, birth_date, id_number, id_number_index, id_number_masked,
      phone, phone_index, phone_masked, source, created_at, updated_at)
    SELECT id, home_id, org_path, name, pinyin, sex, birth, 'v1.k0.' || repeat('x', 70), sha256(('i' || id)::bytea), '310199********' || id_tail,
      'v1.k0.' || repeat('x', 64), sha256(('t' || id)::bytea), '199****' || phone_tail, 'bench', now(), now() FROM who`)
  await run(`INSERT INTO membership (id, household_id, person_id, org_path, relation, from_date)
    SELECT pg_temp.id_of('m' || id), home_id, id, org_path, (ARRAY['head','spouse','child','parent'])[nth], date '2024-01-01' FROM who`)
  say('search tokens')
  await run(`INSERT INTO search_token (token, kind, person_id, household_id, org_path)
    SELECT t.token, t.kind, w.id, w.home_id, w.org_path FROM who w JOIN pool_token t ON t.id = w.name_id
    UNION ALL SELECT t.token, 'id_tail', w.id, w.home_id, w.org_path FROM who w JOIN tail t ON t.kind = 'id-tail' AND t.tail = w.id_tail
    UNION ALL SELECT t.token, 'phone_tail', w.id, w.home_id, w.org_path FROM who w JOIN tail t ON t.kind = 'phone-tail' AND t.tail = w.phone_tail
    UNION ALL SELECT a.token, 'address', w.id, w.home_id, w.org_path FROM who w JOIN home h ON h.n = w.n AND w.nth = 1,
      LATERAL (VALUES (h.address), (substr(h.address, 4))) a(token)`)
  say('facts')
  await run(`INSERT INTO fact (id, entity_kind, entity_id, household_id, org_path, fact, value, sensitivity, source_kind, source_name, source_id, valid_from, learned_at)
    SELECT pg_temp.id_of('f' || h.n || f), 'household', h.id, h.id, h.org_path, f, to_jsonb(h.n % 5000), 'ordinary', 'import', '低保在册名单', 'bench', date '2025-01-01', now() - interval '100 days'
    FROM home h, unnest(ARRAY['monthly_income','annual_income','debt','monthly_rent','utility_arrears_months','hardship_months']) f
    UNION ALL SELECT pg_temp.id_of('g' || w.id || f), 'person', w.id, w.home_id, w.org_path, f, to_jsonb(w.n % 5000), 'ordinary', 'import', '低保在册名单', 'bench', date '2025-01-01', now() - interval '100 days'
    FROM who w, unnest(ARRAY['monthly_wage','monthly_income','si_months']) f`)
  await run(
    `INSERT INTO household_now (household_id, org_path, updated_at, f_monthly_income) SELECT id, org_path, now(), n % 5000 * 100 FROM home`,
  )
  await run(
    `INSERT INTO person_now (person_id, household_id, org_path, updated_at, f_monthly_wage) SELECT id, home_id, org_path, now(), n % 5000 * 100 FROM who`,
  )
  await run(`INSERT INTO benefit_receipt (id, household_id, org_path, policy, amount_fen, from_date, source_name, learned_at)
    SELECT pg_temp.id_of('r' || n), id, org_path, 'dibao', 100000, date '2024-01-01', '低保在册名单', now() FROM home WHERE n % 20 = 0`)
  say('ledger')
  await run(`INSERT INTO ledger_entry (id, at, actor_role, action, object_kind, object_id, household_id, org_path, data)
    SELECT pg_temp.id_of('l' || n || k), now() - (n % 300 + k) * interval '1 day', 'system', 'import.applied', 'household', id::text, id, org_path,
      '{"facts": 6, "source": "低保在册名单", "created": false}' FROM home, generate_series(1, 2) k`)
}

/** Fills a migrated database whose org tree is loaded with `persons` people, as its owner. Always the same ones. */
export async function fillRegistry(
  db: Database,
  keys: Keyring,
  persons: number,
  say: (progress: string) => void,
): Promise<void> {
  const client = await db.adminPool?.connect()
  if (!client) throw new Error('the registry is filled by the owner of the tables')
  const run: Run = async (sql, values) => {
    await client.query(sql, values)
  }
  try {
    await run("SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'; SET synchronous_commit = off")
    await run(`CREATE FUNCTION pg_temp.id_of(name text) RETURNS uuid IMMUTABLE LANGUAGE sql AS $$
      SELECT overlay(overlay(md5(name) PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid $$`)
    say('names')
    await vocabulary(run, keys)
    await draw(run, persons)
    await write(run, say)
    say('vacuum')
    await run('VACUUM (ANALYZE)')
  } finally {
    client.release(true)
  }
}
