import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AppError } from '../../../platform/errors/index.ts'
import { allRows, makeCsv, makeXlsx, zipParts, zipSheet } from '../testing/make-files.ts'
import { bufferBytes } from './bytes.ts'
import { LIMITS } from './limits.ts'
import { openTable } from './open-table.ts'
import { StringTable } from './xlsx/string-table.ts'

const texts = async (buffer: Buffer, sheet?: string) =>
  (await allRows(buffer, sheet)).map(({ cells }) => cells.map((cell) => cell?.text ?? ''))

const code = async (buffer: Buffer) => {
  try {
    await allRows(buffer)
    return 'read'
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

/** A cell of a table whose text survives: not blank, no control characters, no lone surrogates. */
const cellText = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .map((text) => text.replace(/[\p{Cc}\ufffe\uffff]/gu, '').replace(/_x[0-9a-f]{4}_/gi, ''))
const table = fc.array(fc.array(cellText, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 })

/** What a reader gives back of a table: blank cells are nothing, blank rows are left out. */
const expected = (rows: string[][]) =>
  rows
    .map((row) => row.map((text) => (text.trim() === '' ? '' : text)))
    .map((row) => row.slice(0, row.findLastIndex((text) => text !== '') + 1))
    .filter((row) => row.length > 0)

describe('round trips', () => {
  test('a workbook gives back what was written', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const read = await texts(await makeXlsx([{ name: 'S', rows }]))
        expect(read).toEqual(expected(rows))
      }),
      { numRuns: 60 },
    )
  })

  test.each(['utf-8', 'gb18030', 'utf-16le'])('a CSV in %s gives back what was written', async (encoding) => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(',', '\t', ';'), async (rows, delimiter) => {
        // A first line of fixed shape, as a header has, tells the delimiter; a byte order mark tells UTF-16.
        const body = rows.map((row) => ['甲', '乙', ...row])
        const mark = encoding === 'utf-16le' ? Buffer.from([0xff, 0xfe]) : Buffer.alloc(0)
        const file = Buffer.concat([mark, makeCsv([['一', '二', '三'], ...body], encoding, delimiter)])
        const [, ...read] = await texts(file)
        const trimmed = read.map((row) => row.slice(0, row.findLastIndex((text) => text !== '') + 1))
        expect(trimmed).toEqual(expected(body))
      }),
      { numRuns: 60 },
    )
  })
})

describe('encodings are told by validity', () => {
  test.each([
    ['utf-8', 'UTF-8'],
    ['gb18030', 'GB18030'],
    ['gbk', 'GB18030'],
  ])('%s', async (encoding, found) => {
    const file = makeCsv(
      [
        ['姓名', '街道'],
        ['张㐂', '夏阳'],
      ],
      encoding === 'gbk' ? 'gb18030' : encoding,
    )
    expect((await openTable(bufferBytes(file))).encoding).toBe(found)
    expect((await texts(file))[1]).toEqual(['张㐂', '夏阳'])
  })

  test('a byte order mark is no part of the first header', async () => {
    const file = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), makeCsv([['姓名', '街道']])])
    expect(await texts(file)).toEqual([['姓名', '街道']])
  })

  test('what is neither is refused with the line', async () => {
    const file = Buffer.concat([makeCsv([['姓名', '街道']]), Buffer.from([0xff, 0xff, 0x0a])])
    await expect(allRows(file)).rejects.toMatchObject({ code: 'import_file_encoding', holes: { line: 2 } })
  })
})

describe('a file is what it holds, not what it is called', () => {
  const compound = (...names: string[]) =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(4096),
      ...names.map((name) => Buffer.from(name, 'utf16le')),
    ])
  const relation = (target: string) =>
    `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="${target}"/></Relationships>`
  test.each([
    ['nothing', Buffer.alloc(0), 'import_file_empty'],
    ['an old .xls', compound('Workbook'), 'import_file_old_excel'],
    ['a locked .xlsx', compound('EncryptionInfo', 'EncryptedPackage'), 'import_file_encrypted'],
    ['an old .doc', compound('WordDocument'), 'import_file_other_kind'],
    ['a web page named .xls', Buffer.from('\ufeff \n<HTML><table><tr><td>姓名'), 'import_file_html'],
    ['a web page with a comment first', Buffer.from('<!-- x -->\n<table>'), 'import_file_html'],
    ['a web archive', Buffer.from('MIME-Version: 1.0\nContent-Type: text/html'), 'import_file_html'],
    ['XML of Excel 2003', Buffer.from('<?xml version="1.0"?><Workbook>'), 'import_file_other_kind'],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'import_file_other_kind'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'import_file_other_kind'],
    ['bytes', Buffer.from([1, 2, 0, 0, 7]), 'import_file_other_kind'],
    [
      'a Word document',
      zipParts({ '_rels/.rels': relation('word/document.xml'), 'word/document.xml': '' }),
      'import_file_other_kind',
    ],
    [
      'a binary workbook',
      zipParts({ '_rels/.rels': relation('xl/workbook.bin') }),
      'import_file_binary_workbook',
    ],
    ['an OpenDocument table', zipParts({ 'content.xml': '', mimetype: 'x' }), 'import_file_other_kind'],
    ['a zip cut in half', zipSheet('<worksheet/>').subarray(0, 300), 'import_file_damaged'],
    ['a sheet of broken XML', zipSheet('<worksheet><sheetData><row></sheetData>'), 'import_file_damaged'],
    [
      'a sheet with a document type',
      zipSheet('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'),
      'import_file_damaged',
    ],
    ['nesting without end', zipSheet('<a>'.repeat(5000)), 'import_file_damaged'],
    ['a CSV with an open quote', Buffer.from('姓名,街道\n"张三,夏阳\n李四,夏阳\n'), 'import_csv_quote'],
  ])('%s', async (_, file, expectedCode) => {
    expect(await code(file)).toBe(expectedCode)
  })

  test('a workbook named .csv and a CSV named .xlsx are read all the same', async () => {
    expect(await texts(await makeXlsx([{ name: 'S', rows: [['姓名']] }]))).toEqual([['姓名']])
    expect(await texts(makeCsv([['姓名', '街道']]))).toEqual([['姓名', '街道']])
  })

  test('a file over the limit is refused before it is read', async () => {
    const huge = { size: LIMITS.fileBytes + 1, read: () => Promise.reject(new Error('read')) }
    await expect(openTable(huge)).rejects.toMatchObject({ code: 'import_file_too_large' })
  })
})

describe('bombs', () => {
  test('a part that declares an absurd ratio', async () => {
    const bomb = zipSheet(`<worksheet>${' '.repeat(LIMITS.ratioFreeBytes * 5)}</worksheet>`)
    expect(bomb.length).toBeLessThan(200_000)
    expect(await code(bomb)).toBe('import_file_bomb')
  })

  test('a part that unpacks to more than it declares', async () => {
    const honest = zipSheet(`<worksheet>${' '.repeat(4_000_000)}</worksheet>`)
    const size = Buffer.alloc(4)
    size.writeUInt32LE(4_000_000 + '<worksheet></worksheet>'.length)
    const small = Buffer.alloc(4)
    small.writeUInt32LE(100)
    const lying = Buffer.from(
      honest.toString('latin1').replaceAll(size.toString('latin1'), small.toString('latin1')),
      'latin1',
    )
    expect(await code(lying)).toMatch(/import_file_(bomb|damaged)/)
  })

  test('too many entries, too many sheets', async () => {
    const entries = Object.fromEntries(Array.from({ length: LIMITS.zipEntries + 1 }, (_, i) => [`e${i}`, '']))
    expect(await code(zipParts(entries))).toBe('import_file_bomb')
    const sheets = Array.from({ length: LIMITS.sheets + 1 }, (_, i) => ({ name: `S${i}`, rows: [['a']] }))
    expect(await code(await makeXlsx(sheets))).toBe('import_file_too_many_sheets')
  })
})

describe('a workbook of any size', () => {
  const sheet = (rows: number) => {
    const lines = Array.from({ length: rows }, (_, at) => `<row r="${at + 1}"><c><v>${at}</v></c></row>`)
    return zipSheet(`<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`)
  }
  const count = async (file: Buffer) => {
    const table = await openTable(bufferBytes(file))
    let rows = 0
    for await (const _ of table.rows('Sheet1')) rows += 1
    return rows
  }

  test('is read up to the limit of rows, and refused above it with what to do', async () => {
    expect(await count(sheet(LIMITS.workbookRows))).toBe(LIMITS.workbookRows)
    const refusal = await count(sheet(LIMITS.workbookRows + 1)).catch((error: AppError) => error)
    expect(refusal).toMatchObject({ code: 'import_workbook_too_large' })
    expect((refusal as AppError).text.zh).toMatch(/200000 行.*CSV UTF-8.*拆成几个/)
  })

  test('may have texts up to the limits of their number and of their bytes', () => {
    const many = new StringTable()
    for (let at = 0; at < LIMITS.sharedStrings; at += 1) many.add(`${at}`)
    expect(many.get(LIMITS.sharedStrings - 1)).toBe(`${LIMITS.sharedStrings - 1}`)
    expect(() => many.add('x')).toThrow(/import_workbook_too_large|CSV/)
    const long = new StringTable()
    const page = 'x'.repeat(1024 * 1024)
    for (let at = 0; at < LIMITS.sharedStringBytes / page.length; at += 1) long.add(page)
    expect(() => long.add('x')).toThrow(/import_workbook_too_large|CSV/)
  })
})

describe('cells', () => {
  test('numbers, dates, booleans, errors and formulas say what they are', async () => {
    const file = await makeXlsx([
      {
        name: 'S',
        rows: [
          [
            1450.5,
            { number: 45809, format: 'yyyy/m/d' },
            { number: 45809, format: '[$-804]yyyy"年"m"月"d"日"' },
            { number: 45809, format: '0.00' },
            true,
            { error: '#N/A' },
            { formula: '1+1', result: 2 },
            Number('310118199001011234'),
          ],
        ],
      },
    ])
    const [row] = await allRows(file)
    expect(row?.cells.map((cell) => `${cell?.kind} ${cell?.text}`)).toEqual([
      'number 1450.5',
      'date 2025-06-01',
      'date 2025-06-01',
      'number 45809',
      'boolean TRUE',
      'error #N/A',
      'number 2',
      'number 3.10118E+17',
    ])
  })

  test('the 1904 calendar', async () => {
    const rows = [[{ number: 44347, format: 'yyyy-mm-dd' }]]
    expect(await texts(await makeXlsx([{ name: 'S', rows }], true))).toEqual([['2025-06-01']])
    expect(await texts(await makeXlsx([{ name: 'S', rows }]))).toEqual([['2021-05-31']])
  })

  test('a formula whose result was never stored, rich text, phonetic guides, escapes', async () => {
    const sheet = `<worksheet><sheetData><row r="3"><c r="B3"><f>A1</f></c><c r="C3" t="s"><v>0</v></c>
      <c r="D3" t="inlineStr"><is><r><t>inl</t></r><r><t>ine</t></r></is></c></row></sheetData></worksheet>`
    const strings = '<sst><si><r><t>张</t></r><r><t>三_x000D_</t></r><rPh><t>ZHANG</t></rPh></si></sst>'
    const [row] = await allRows(zipSheet(sheet, { 'xl/sharedStrings.xml': strings }))
    expect(row?.number).toBe(3)
    expect(row?.cells.map((cell) => cell && [cell.kind, cell.text])).toEqual([
      null,
      ['formula', ''],
      ['text', '张三\r'],
      ['text', 'inline'],
    ])
  })

  test('cells merged downwards hold for every row; a row of nothing else is no row', async () => {
    const rows = [
      ['低保证号', '姓名'],
      ['A1', '张三'],
      [null, '李四'],
      ['A2', '王五'],
    ]
    const file = await makeXlsx([{ name: 'S', rows, merges: ['A2:A3', 'A4:A6'] }])
    expect(await texts(file)).toEqual([
      ['低保证号', '姓名'],
      ['A1', '张三'],
      ['A1', '李四'],
      ['A2', '王五'],
    ])
  })

  test('hidden sheets and rows are marked, blank rows keep their numbers', async () => {
    const file = await makeXlsx([
      { name: '旧', rows: [['x']], state: 'veryHidden' },
      { name: '名单', rows: [['a'], [], ['b']], hiddenRows: [3] },
    ])
    const opened = await openTable(bufferBytes(file))
    expect(opened.sheets).toEqual([
      { name: '旧', hidden: true },
      { name: '名单', hidden: false },
    ])
    expect((await allRows(file, '名单')).map(({ number, hidden }) => [number, hidden])).toEqual([
      [1, false],
      [3, true],
    ])
  })

  test('CSV: quoted line breaks, blank lines and short rows keep their row numbers', async () => {
    const file = Buffer.from('姓名,住址\n张三,"一行\n两行"\n\n李四\n')
    expect(
      (await allRows(file)).map(({ number, cells }) => [number, ...cells.map((cell) => cell?.text)]),
    ).toEqual([
      [1, '姓名', '住址'],
      [2, '张三', '一行\n两行'],
      [4, '李四'],
    ])
  })
})
