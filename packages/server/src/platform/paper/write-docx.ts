import type { Paragraph as DocxParagraph, Table as DocxTable } from 'docx'
import { type Block, isNameCell, type Sheet } from './sheet.ts'

/** Points of A4 between the margins, in twentieths: what the shares of a table's columns divide. */
const WIDTH = 9_600
const FONT = { ascii: 'SimSun', hAnsi: 'SimSun', eastAsia: '宋体', cs: 'SimSun' }
const HEADING_FONT = { ascii: 'SimHei', hAnsi: 'SimHei', eastAsia: '黑体', cs: 'SimHei' }
const GREY = 'F2F2F2'

/** Writes a sheet as a Word document (Office Open XML). */
export async function writeDocx(sheet: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  // A large library that few requests need.
  const docx = await import('docx')
  const {
    AlignmentType,
    Document,
    Footer,
    Packer,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    TextRun,
    WidthType,
  } = docx
  const run = (text: string, options: { readonly bold?: boolean; readonly size?: number } = {}) =>
    new TextRun({
      text,
      size: options.size ?? 21,
      bold: options.bold ?? false,
      font: options.bold ? HEADING_FONT : FONT,
    })
  const paragraph = (text: string, bold = false) => new Paragraph({ children: [run(text, { bold })] })
  const cell = (text: string, share: number, isName: boolean) =>
    new TableCell({
      width: { size: Math.round((WIDTH * share) / 100), type: WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      ...(isName ? { shading: { fill: GREY } } : {}),
      children: text.split('\n').map((line) => paragraph(line, isName)),
    })
  const table = (block: Extract<Block, { kind: 'table' }>): DocxTable =>
    new Table({
      width: { size: WIDTH, type: WidthType.DXA },
      columnWidths: block.widths.map((share) => Math.round((WIDTH * share) / 100)),
      rows: [
        ...(block.head
          ? [
              new TableRow({
                tableHeader: true,
                children: block.head.map((text, column) => cell(text, block.widths[column] ?? 0, true)),
              }),
            ]
          : []),
        ...block.rows.map(
          (row) =>
            new TableRow({
              cantSplit: true,
              children: row.map((text, column) =>
                cell(text, block.widths[column] ?? 0, isNameCell(block, column)),
              ),
            }),
        ),
      ],
    })
  const draw = (block: Block): (DocxParagraph | DocxTable)[] => {
    switch (block.kind) {
      case 'heading':
        return [
          new Paragraph({
            spacing: { before: 200, after: 80 },
            keepNext: true,
            children: [run(block.text, { bold: true, size: 24 })],
          }),
        ]
      case 'text':
        return [paragraph(block.text)]
      case 'checklist':
        return block.items.map((item) => paragraph(`□ ${item}`))
      case 'table':
        return [table(block)]
    }
  }
  const document = new Document({
    title: sheet.title,
    creator: '最后一公里',
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: 1_000, bottom: 1_000, left: 1_150, right: 1_150 },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({ alignment: AlignmentType.CENTER, children: [run(sheet.foot, { size: 16 })] }),
            ],
          }),
        },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 80 },
            children: [run(sheet.title, { bold: true, size: 36 })],
          }),
          new Paragraph({ alignment: AlignmentType.CENTER, children: [run(sheet.line, { size: 18 })] }),
          ...sheet.blocks.flatMap(draw),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
