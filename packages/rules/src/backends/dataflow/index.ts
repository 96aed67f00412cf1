export { Graph } from './graph.ts'
export { lowering } from './lower.ts'
export { isReduction, type Op, type Ref, reachable, type Source } from './node.ts'
export { HOUSEHOLD_ONLY, type Lowering, type Numeral, OF_A_PERSON, type Rails } from './parts.ts'
