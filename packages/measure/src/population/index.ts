export { countColumns } from './assess-columns.ts'
export { CellCounter } from './cells.ts'
export { schemeProgram } from './program.ts'
