/** Media types of the files that people take away. */
const PAPER_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** A file of one of these types; the name is without its ending. */
export function paperFile(
  bytes: Uint8Array<ArrayBuffer> | string,
  name: string,
  kind: keyof typeof PAPER_TYPES,
): File {
  return new File([bytes], `${name}.${kind}`, { type: PAPER_TYPES[kind] })
}
