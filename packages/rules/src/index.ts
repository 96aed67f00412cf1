export * from './facts/dictionary.ts'
export { loadFacts } from './facts/load.ts'
export * from './screening/result.ts'
