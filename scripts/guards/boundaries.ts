// Reads the tree with .dependency-cruiser.cjs and proves that every source file was read.
import { existsSync, globSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise, format, type ICruiseResult } from 'dependency-cruiser'

const root = process.cwd()
const places = ['packages', 'e2e', 'scripts', 'bench'].filter((place) => existsSync(join(root, place)))
const require = createRequire(join(root, 'package.json'))
const { options, ...ruleSet } = require(join(root, '.dependency-cruiser.cjs'))

// Listed before reading: a file that comes while the tool reads is for the next run.
const sources = globSync(
  places.map((place) => `${place}/**/*.{ts,tsx}`),
  { cwd: root, exclude: (name) => /(^|\/)(node_modules|dist|out)(\/|$)/.test(name) },
).map((file) => file.replaceAll('\\', '/'))

const { output } = await cruise(places, { ...options, validate: true, ruleSet, outputType: 'json' })
const result: ICruiseResult = typeof output === 'string' ? JSON.parse(output) : output
const read = new Set(result.modules.map((module) => module.source))
const unread = sources.filter((file) => !read.has(file))

const report = await format(result, { outputType: 'err-long' })
if (report.exitCode > 0) console.log(report.output)
for (const file of unread) console.log(`not read: ${file}`)
console.log(
  `${result.summary.totalCruised} modules, ${result.summary.totalDependenciesCruised ?? 0} imports, ${report.exitCode} violations, ${unread.length} files not read`,
)
process.exitCode = report.exitCode > 0 || unread.length > 0 ? 1 : 0
