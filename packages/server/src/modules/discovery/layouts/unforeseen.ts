import type { Layout } from '../sources/layout.ts'

/** The source of a file of which nobody has said yet what its columns are. */
export const UNFORESEEN = 'unforeseen'

/** What such a file is opened with: nothing of it is read as data of anybody. */
export const UNFORESEEN_LAYOUT: Layout = {
  schema_version: 1,
  id: UNFORESEEN,
  name: { zh: '还没说明的名单', en: 'A list not described yet' },
  department: { zh: '未说明', en: 'Not said' },
  policy: null,
  sample_file: null,
  person_unknown: 'review',
  every_months: null,
  day_from: null,
  receipt: null,
  columns: [],
  constants: [],
  ignored: [],
}
