import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type PDFDocument from 'pdfkit'
import { type Block, isNameCell, type Sheet } from './sheet.ts'

const MARGIN = 50
const PAD = 4
const SIZE = 10
const GREY = '#f2f2f2'

type Fonts = { readonly regular: Buffer; readonly bold: Buffer }
let fonts: Promise<Fonts> | null = null

/** Noto Sans with the characters of GB 18030 names; only the glyphs that are used go into the file. */
function readFonts(): Promise<Fonts> {
  const font = (weight: string) =>
    readFile(
      fileURLToPath(
        new URL(`../fonts/NotoSansHans-${weight}.otf`, import.meta.resolve('@embedpdf/fonts-sc')),
      ),
    )
  fonts ??= Promise.all([font('Regular'), font('Bold')]).then(([regular, bold]) => ({ regular, bold }))
  return fonts
}

/** Writes a sheet as PDF on A4 with its font embedded. */
export async function writePdf(sheet: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  // A large library that few requests need.
  const { default: Pdf } = await import('pdfkit')
  const { regular, bold } = await readFonts()
  const pdf = new Pdf({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    lang: 'zh-CN',
    info: { Title: sheet.title, Creator: '最后一公里' },
  })
  pdf.registerFont('regular', regular)
  pdf.registerFont('bold', bold)
  const parts: Buffer[] = []
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  pdf.font('bold').fontSize(18).text(sheet.title, { align: 'center' })
  pdf.font('regular').fontSize(9).fillColor('#444').text(sheet.line, { align: 'center' }).fillColor('black')
  for (const block of sheet.blocks) draw(pdf, block)
  drawFeet(pdf, sheet.foot)
  pdf.end()
  await ended
  return new Uint8Array(Buffer.concat(parts))
}

type Pdf = InstanceType<typeof PDFDocument>

function widthOf(pdf: Pdf): number {
  return pdf.page.width - 2 * MARGIN
}

/** Begins a new page when less than `height` is left. */
function makeRoom(pdf: Pdf, height: number): boolean {
  if (pdf.y + height <= pdf.page.height - MARGIN - 16) return false
  pdf.addPage()
  return true
}

function draw(pdf: Pdf, block: Block): void {
  switch (block.kind) {
    case 'heading':
      // Never alone at the foot of a page.
      makeRoom(pdf, 60)
      pdf.moveDown(0.6).font('bold').fontSize(12).text(block.text, MARGIN).moveDown(0.2)
      return
    case 'text':
      pdf.font('regular').fontSize(SIZE)
      makeRoom(pdf, pdf.heightOfString(block.text, { width: widthOf(pdf) }))
      pdf.text(block.text, MARGIN, pdf.y, { width: widthOf(pdf) }).moveDown(0.2)
      return
    case 'checklist':
      for (const item of block.items) drawItem(pdf, item)
      return
    case 'table':
      drawTable(pdf, block)
  }
}

function drawItem(pdf: Pdf, item: string): void {
  const width = widthOf(pdf) - 18
  pdf.font('regular').fontSize(SIZE)
  makeRoom(pdf, pdf.heightOfString(item, { width }) + 2)
  const top = pdf.y
  pdf.rect(MARGIN + 2, top + 3, 9, 9).stroke('#333')
  pdf.text(item, MARGIN + 18, top, { width }).moveDown(0.15)
  pdf.x = MARGIN
}

function drawTable(pdf: Pdf, block: Extract<Block, { kind: 'table' }>): void {
  const widths = block.widths.map((share) => (widthOf(pdf) * share) / 100)
  const head = block.head
  if (head) drawRow(pdf, widths, head, () => true)
  for (const row of block.rows) {
    const begun = drawRow(
      pdf,
      widths,
      row,
      (column) => isNameCell(block, column),
      () => {
        if (head) drawRow(pdf, widths, head, () => true)
      },
    )
    if (begun) pdf.x = MARGIN
  }
  pdf.x = MARGIN
  pdf.moveDown(0.2)
}

/** One row with its frame; a row is never cut. `onNewPage` draws what stands above rows on each page. */
function drawRow(
  pdf: Pdf,
  widths: readonly number[],
  cells: readonly string[],
  isName: (column: number) => boolean,
  onNewPage: () => void = () => undefined,
): boolean {
  const fontOf = (column: number) => pdf.font(isName(column) ? 'bold' : 'regular').fontSize(SIZE - 0.5)
  const heights = cells.map((text, column) =>
    fontOf(column).heightOfString(text === '' ? ' ' : text, { width: (widths[column] ?? 0) - 2 * PAD }),
  )
  const height = Math.max(...heights) + 2 * PAD
  const begun = makeRoom(pdf, height)
  if (begun) onNewPage()
  const top = pdf.y
  let left = MARGIN
  cells.forEach((text, column) => {
    const width = widths[column] ?? 0
    if (isName(column)) pdf.rect(left, top, width, height).fill(GREY).fillColor('black')
    pdf.rect(left, top, width, height).lineWidth(0.6).stroke('#666')
    fontOf(column).text(text, left + PAD, top + PAD, { width: width - 2 * PAD })
    left += width
  })
  pdf.y = top + height
  pdf.x = MARGIN
  return begun
}

function drawFeet(pdf: Pdf, foot: string): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page)
    // Below the margin a text would begin a new page.
    pdf.page.margins.bottom = 0
    pdf
      .font('regular')
      .fontSize(8)
      .fillColor('#444')
      .text(`${foot} · 第 ${page - start + 1} 页，共 ${count} 页`, MARGIN, pdf.page.height - MARGIN + 6, {
        width: widthOf(pdf),
        align: 'center',
        lineBreak: false,
      })
      .fillColor('black')
  }
}
