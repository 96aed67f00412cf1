/** What people hand in and keep: sheets as Word document and PDF. */

export { paperFile } from './paper-file.ts'
export type { Block, Sheet } from './sheet.ts'
export { writeDocx } from './write-docx.ts'
export { writePdf } from './write-pdf.ts'
