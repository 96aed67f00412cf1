const FORMULA = /^[=+\-@\t\r]/

function cell(text: string): string {
  // A cell that a spreadsheet would run as a formula is kept as text; plain numbers stay numbers.
  const safe = FORMULA.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as CSV that Excel opens with Chinese intact: UTF-8 with its mark, CRLF, formulas disarmed. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}
