export { ColumnsBuilder, columnValue, growTo } from './builder.ts'
export {
  type Column,
  type Columns,
  columnOf,
  type Storage,
  startsOf,
  UNKNOWN_BYTE,
  UNKNOWN_INT,
  type Values,
  valuesOf,
  viewOf,
  WIDTH,
} from './columns.ts'
export type { GrowingColumn } from './growing.ts'
export { type PackedColumns, packColumns, unpackColumns } from './pack.ts'
