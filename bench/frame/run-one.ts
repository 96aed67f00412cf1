// Runs one benchmark in a process of its own, so that memory and compiled code are its own, and sends the figures home.
import { pathToFileURL } from 'node:url'
import type { Bench } from './bench.ts'

const file = process.argv[2]
if (file === undefined || process.send === undefined) {
  throw new Error('npm run bench starts this file; it needs the path of a benchmark and a parent to answer.')
}
const { default: bench }: { default: Bench } = await import(pathToFileURL(file).href)
const rows = await bench.run((progress) => process.stderr.write(`  ${progress}\n`))
process.send({ title: bench.title, rows })
process.disconnect()
