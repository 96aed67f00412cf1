import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, type AreaPerson, DISTRICT, idNumber, makeArea, STREET } from '../../../../testing/area.ts'
import { bufferBytes } from '../files/bytes.ts'
import { makeCsv } from '../testing/make-files.ts'
import { importInPlace } from './run-in-place.ts'

interface Origin {
  importId: string
  row: number | null
}
interface Row {
  row: number
  cells: { header: string; text: string }[]
  outcome: string | null
  householdId: string | null
  problems: { code: string }[]
}

describe('where a fact came from', () => {
  let area: Area
  const number = idNumber('1950-01-01', 801)
  const imports = { district: '', street: '' }
  let home = ''

  beforeAll(async () => {
    area = await makeArea()
    home = await area.openHousehold({ name: '王建国', idNumber: number })
    const bring = async (orgPath: string, ...cells: string[]) => {
      const header = ['街镇', '居村委', '姓名', '身份证号', '残疾类别', '残疾等级', '备注']
      const lines = [
        header,
        ['', '', '', '', '', '', '说明'],
        ['夏阳街道', '青安居委会', '王建国', number, ...cells, number],
      ]
      const input = {
        source: 'disability-certificates',
        file: bufferBytes(makeCsv(lines)),
        fileName: '残联名单.csv',
      }
      const actor = { userId: '', role: 'system', orgPath } as const
      const deps = area.app.modules.discovery
      return importInPlace(deps, actor, { ...input, asOf: '2025-06-01', dryRun: false })
    }
    imports.district = (await bring(DISTRICT, '肢体', '一级')).id
  })
  afterAll(() => area.close())

  const origins = async (who: AreaPerson): Promise<Origin[]> => {
    const answer = await (await area.as(who)).get<unknown>(`/households/${home}/screening`)
    expect(answer.status).toBe(200)
    const found: Origin[] = []
    JSON.stringify(answer.body, (key, value) => {
      if (key === 'origin') found.push(value as Origin)
      return value
    })
    return [...new Map(found.map((one) => [`${one.importId} ${one.row}`, one])).values()]
  }

  it('stands beside it in the reasons, for those who may open the import and for nobody else', async () => {
    const [person] = await area.rows<{ batch_id: string; source_row: number }>(
      `SELECT batch_id, source_row FROM fact WHERE fact = 'disability_grade'`,
    )
    expect(person).toEqual({ batch_id: imports.district, source_row: 3 })
    expect(await origins('bureau')).toContainEqual({ importId: imports.district, row: 3 })
    expect(await origins('backbone')).toEqual([])
    expect(await origins('cadre')).toEqual([])
    await area.rows('UPDATE import_batch SET org_path = $2 WHERE id = $1', [imports.district, STREET])
    expect(await origins('backbone')).toContainEqual({ importId: imports.district, row: 3 })
    expect(await origins('cadre')).toEqual([])
  })

  it('is the row as the file has it, numbers masked, and the household counts as read', async () => {
    const bureau = await area.as('bureau')
    const { body, status } = await bureau.get<Row>(`/imports/${imports.district}/rows/3`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ row: 3, outcome: 'accepted', householdId: home, problems: [] })
    expect(body.cells).toContainEqual({ header: '残疾等级', text: '一级' })
    expect(body.cells).toContainEqual({
      header: '身份证号',
      text: `${number.slice(0, 6)}********${number.slice(-4)}`,
    })
    expect(JSON.stringify(body)).not.toContain(number)
    const reads = await area.rows(
      `SELECT 1 FROM ledger_entry WHERE action = 'household.read' AND household_id = $1 AND data->>'view' = 'import-row'`,
      [home],
    )
    expect(reads).toHaveLength(1)
    expect((await bureau.get(`/imports/${imports.district}/rows/99`)).status).toBe(404)
    expect((await (await area.as('cadre')).get(`/imports/${imports.district}/rows/3`)).status).toBe(403)
    expect(
      (await (await area.as('backboneElsewhere')).get(`/imports/${imports.district}/rows/3`)).status,
    ).toBe(404)
  })
})
