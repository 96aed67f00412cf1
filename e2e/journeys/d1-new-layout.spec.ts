import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import iconv from 'iconv-lite'
import { picture } from '../steps/picture.ts'
import { chooseIn } from '../steps/select.ts'
import { goTo, settled, signIn } from '../steps/sign-in.ts'

/** An identity number of nobody (region 310199). */
function number(birthDate: string, sequence: number): string {
  const first17 = `310199${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  const sum = Array.from(first17).reduce((all, digit, at) => all + Number(digit) * (2 ** (17 - at) % 11), 0)
  return first17 + '10X98765432'[sum % 11]
}

const STAMP = Date.now().toString(36)
const SEQUENCE = (Math.floor(Date.now() / 1000) % 400) * 2 + 1
const NAME = `水费减免名单${STAMP}`
const HEADER = [
  '用户姓名',
  '身份证件',
  '小区',
  `水表号${STAMP}`,
  '残疾情况',
  '就业情形',
  '家庭年收入（万元）',
]
const row = (...cells: string[]) => cells

function csv(lines: readonly string[][]): Buffer {
  const text = [[`水务局${STAMP}`], HEADER, ...lines].map((cells) => cells.join(',')).join('\r\n')
  return iconv.encode(`${text}\r\n`, 'gb18030')
}

const WATER = `水${'甲乙丙丁戊己庚辛壬癸'[Date.now() % 10]}生`

/** Mandate D1: a file that nobody foresaw is described once, imported with its words translated, and recognised from then on. */
test('a layout that nobody foresaw', async ({ page }) => {
  test.setTimeout(300_000)
  await signIn(page, 'bureau')

  await test.step('a new file is brought from the page of sources', async () => {
    await goTo(page, '数据来源')
    await page.getByRole('link', { name: '带来一张没见过的表' }).click()
    await settled(page)
    await upload(
      page,
      csv([
        row(`顾${WATER}`, number('1951-03-04', SEQUENCE), '东盛社区居委会', '1001', '持有', '丢了活', '1.2'),
        row(`沈${WATER}`, number('1960-05-06', SEQUENCE), '东盛社区居委会', '1002', '没有', '还在干', '3.6'),
        row(`陆${WATER}`, '310199', '东盛社区居委会', '1003', '没有', '还在干', '2'),
      ]),
      false,
    )
    await expect(page.getByRole('heading', { name: '说明这张表' })).toBeVisible()
  })

  await test.step('each column gets its field, and words get their meaning', async () => {
    await page.getByLabel('给这份名单起个名字').fill(NAME)
    await page.getByLabel('哪个部门发来的').fill('区水务局')
    await choose(page, '“用户姓名”是什么', '姓名')
    await choose(page, '“身份证件”是什么', '身份证号')
    await choose(page, '“小区”是什么', '居村委')
    await choose(page, '“残疾情况”是什么', '持有残疾人证')
    await choose(page, '“就业情形”是什么', '就业')
    await choose(page, '“家庭年收入（万元）”是什么', '家庭年可支配收入合计')
    await expect(page.getByText('看了全部 3 行')).toBeVisible()
    await choose(page, '“持有”是什么意思', '是')
    await choose(page, '“丢了活”是什么意思', '否')
    await choose(page, '“还在干”是什么意思', '是')
    await choose(page, '都在享受哪一项政策', '低保家庭水费、燃气费、有线电视费减免')
    await page.getByText('按户', { exact: true }).click()
    await choose(page, '再加一项大家都一样的情况', '有独立电表')
    await page.getByText('新建他和他的家庭').click()
    await expect(page.getByText('看了全部 3 行，1 行不能导入。')).toBeVisible()
    await picture(page, 'layout-described')
  })

  await test.step('it is kept, tried and imported', async () => {
    await page.getByRole('button', { name: '存好，去试运行' }).click()
    await expect(page.getByText(`这是“${NAME}”，按第 1 版说明来读`)).toBeVisible()
    await page.getByRole('button', { name: '试运行（不写入）' }).click()
    await expect(page.getByText('已完成').first()).toBeVisible({ timeout: 90_000 })
    await page.getByRole('button', { name: '开始导入' }).click()
    await expect(page.locator('.lm-content')).toContainText(/写入\s*2/, { timeout: 90_000 })
    await expect(page.locator('.lm-content')).toContainText(/没有收下\s*1/)
    await picture(page, 'layout-imported')
  })

  await test.step('a second file is recognised', async () => {
    await goTo(page, '导入部门名单')
    await upload(
      page,
      csv([
        row(`顾${WATER}`, number('1951-03-04', SEQUENCE), '东盛社区居委会', '1001', '持有', '还在干', '1.5'),
      ]),
      true,
    )
    await expect(page.getByText(`认出来了：这是“${NAME}”，按第 1 版说明来读。`)).toBeVisible()
    await page.getByRole('button', { name: '开始导入' }).click()
    await expect(page.locator('.lm-content')).toContainText(/写入\s*1/, { timeout: 90_000 })
  })

  await test.step('a fact leads to the file and the row that brought it', async () => {
    await page.goto(`/households?q=${encodeURIComponent(`顾${WATER}`)}`)
    await settled(page)
    await page
      .getByRole('link', { name: `顾${WATER}` })
      .first()
      .click()
    await settled(page)
    await page
      .getByRole('button', { name: /家庭年可支配收入合计/ })
      .first()
      .click()
    const past = page.getByRole('dialog')
    await expect(past.getByText('第 3 行').first()).toBeVisible()
    await picture(page, 'layout-lineage')
    await past
      .getByRole('link', { name: new RegExp(NAME) })
      .first()
      .click()
    await expect(page).toHaveURL(/\/imports\/[0-9a-f-]+/)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('水费')
  })

  await test.step('the description goes out as the file of a source', async () => {
    await goTo(page, '数据来源')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `导出来源文件 · “${NAME}”第 1 版` }).click(),
    ])
    const text = await readFile(await download.path(), 'utf8')
    expect(text).toContain('丢了活: false')
    expect(text).toContain('unit: ten_thousand_yuan')
    expect(text).toContain('fact.household.own_meter: true')
    expect(text).toMatch(/receipt:\s+of: household\s+per: month\s+policy: utility-water-gas-tv/)
    await picture(page, 'layouts-kept')
  })
})

async function upload(page: Page, file: Buffer, asks: boolean): Promise<void> {
  if (asks) await chooseIn(page.getByLabel('哪一种名单'), '没见过', { typed: '没见过' })
  await page
    .locator('#import-file')
    .setInputFiles({ name: '水费减免-2025-06.csv', mimeType: 'text/csv', buffer: file })
  await page.getByRole('button', { name: '先看看' }).click()
  await expect(page).toHaveURL(/\/imports\/[0-9a-f-]+/)
  await settled(page)
}

/** Picks in a list that can be typed into: the option whose name begins like this. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await chooseIn(page.getByLabel(label, { exact: true }), new RegExp(`^${option}( ·|$)`), {
    typed: option,
    shows: !label.startsWith('再加'),
  })
}
