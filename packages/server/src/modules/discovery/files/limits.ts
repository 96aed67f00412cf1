/** What a file may be at most. A district's largest roster (100,000 rows) stays below each of these. */
export const LIMITS = {
  fileBytes: 200 * 1024 * 1024,
  /** Sum of the unpacked parts of a workbook that are read. */
  unpackedBytes: 600 * 1024 * 1024,
  /** Real rosters compress to a tenth or so; a part that is over this ratio and not small is a bomb. */
  ratio: 300,
  ratioFreeBytes: 8 * 1024 * 1024,
  zipEntries: 2_000,
  sheets: 100,
  columns: 500,
  cellCharacters: 32_767,
  /**
   * A workbook keeps its texts in one table that must be in memory before the first row can be read, so unlike a CSV it
   * cannot be of any length. Twice the largest roster of the district; what is larger is saved as CSV, or split.
   */
  workbookRows: 200_000,
  sharedStrings: 2_000_000,
  /** Of the texts, as UTF-8. */
  sharedStringBytes: 100 * 1024 * 1024,
  xmlDepth: 64,
  /** Columns that are blank in the first row must still be found: a header lies within this many rows. */
  headerRows: 30,
} as const
