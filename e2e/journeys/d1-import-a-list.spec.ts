import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Workbook } from '@cj-tech-master/excelts'
import { expect, test } from '@playwright/test'
import { picture } from '../steps/picture.ts'
import { chooseIn } from '../steps/select.ts'
import { settled, signIn } from '../steps/sign-in.ts'

const LIST = fileURLToPath(new URL('../../samples/低保在册名单-2025-06.xlsx', import.meta.url))

/** Mandate D1: a department's list goes in with a preview and a try, its bad cells come back marked, and twice changes nothing. */
test('a list of a department is imported, and again', async ({ page }) => {
  test.setTimeout(240_000)
  await signIn(page, 'admin')

  await test.step('preview with the columns told apart', async () => {
    await upload(page)
    await expect(page.getByText('列的对应')).toBeVisible()
    await picture(page, 'import-preview')
  })

  await test.step('a dry run writes nothing', async () => {
    await page.getByRole('button', { name: '试运行（不写入）' }).click()
    await expect(page.getByText('已完成').first()).toBeVisible({ timeout: 60_000 })
    await picture(page, 'import-dry-run')
  })

  await test.step('the import, with the bad cells marked in a workbook', async () => {
    await upload(page)
    await page.getByRole('button', { name: '开始导入' }).click()
    await expect(page.getByText('已完成').first()).toBeVisible({ timeout: 60_000 })
    await picture(page, 'import-done')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('link', { name: '下载标好错处的表格' })
        .or(page.getByRole('button', { name: '下载标好错处的表格' }))
        .first()
        .click(),
    ])
    const book = new Workbook()
    await book.xlsx.load((await readFile(await download.path())) as unknown as ArrayBuffer)
    const marked = book.worksheets.flatMap((sheet) => {
      const found: string[] = []
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (cell.fill?.type === 'pattern' && cell.fill.fgColor) found.push(cell.address)
        }),
      )
      return found
    })
    expect(marked.length).toBeGreaterThan(0)
  })

  await test.step('the same list again changes nothing', async () => {
    await upload(page)
    await page.getByRole('button', { name: '开始导入' }).click()
    await expect(page.getByText('已完成').first()).toBeVisible({ timeout: 60_000 })
    await expect(page.locator('.lm-content')).toContainText(/写入\s*0/)
    await picture(page, 'import-again')
  })
})

async function upload(page: import('@playwright/test').Page): Promise<void> {
  await page.goto('/imports')
  await settled(page)
  await chooseIn(page.getByLabel('哪一种名单'), '低保')
  await page.locator('#import-file').setInputFiles(LIST)
  await page.getByRole('button', { name: '先看看' }).click()
  await expect(page).toHaveURL(/\/imports\/[0-9a-f-]+/)
  await settled(page)
}
