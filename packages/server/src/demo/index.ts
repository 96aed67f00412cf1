export { DEMO_SEED, type DemoOptions, seedDemo } from './seed-demo.ts'
