import type { Node } from '../parser/tree.ts'
import type { Runtime } from '../runtime.ts'
import type { FeelValue } from '../values.ts'
import type { Scope } from './scope.ts'

/** How a construct has its parts evaluated. */
export type Evaluator = (node: Node, scope: Scope, runtime: Runtime) => FeelValue
