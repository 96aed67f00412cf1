/** What people hand in and keep: sheets as Word document and PDF, lists as workbook. */

export { paperFile } from './paper-file.ts'
export type { Block, Sheet } from './sheet.ts'
export { writeDocx } from './write-docx.ts'
export { type ListOnPaper, writeListXlsx } from './write-list-xlsx.ts'
export { writePdf } from './write-pdf.ts'
