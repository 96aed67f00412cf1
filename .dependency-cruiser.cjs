// Module boundaries: one direction between packages, one door into each, one order of the server's modules.
// `npm test -- boundaries` reads every TypeScript file of the tree with this; scripts/guards.test.ts plants violations of it.
const { existsSync, readFileSync, readdirSync } = require('node:fs')
const { join } = require('node:path')

/** A package may import the doors of these packages, and no others. */
const MAY_USE = {
  domain: [],
  feel: [],
  rules: ['domain'],
  measure: ['domain', 'rules'],
  population: ['domain'],
  field: ['domain'],
  contract: ['domain', 'rules', 'measure', 'field'],
  server: ['domain', 'rules', 'measure', 'population', 'field', 'contract'],
  cli: ['domain', 'feel', 'rules', 'measure', 'population', 'contract', 'server'],
  'web-kit': ['domain', 'rules', 'measure', 'contract'],
  console: ['domain', 'rules', 'measure', 'field', 'contract', 'web-kit'],
}

/** Run in the browser as well (or in a worker, or offline): no `node:*` outside their node entry. */
const BROWSER_PACKAGES = [
  'domain',
  'feel',
  'rules',
  'measure',
  'population',
  'field',
  'contract',
  'web-kit',
  'console',
]

/** The server's modules in the order in which one may use another: only those before it. */
const MODULE_ORDER = [
  'identity',
  'households',
  'discovery',
  'assessment',
  'policies',
  'needs',
  'signals',
  'guidance',
  'resources',
  'casework',
  'visits',
  'surveys',
  'conversations',
  'team',
  'training',
  'programme',
  'insight',
]

const MODULES = '^packages/server/src/modules/'
const TEST_FILE = '(\\.test\\.tsx?$|/testing/)'
const anyOf = (names) => `(${names.join('|')})`

/** The doors of a package: what its package.json exports. */
function doors(name) {
  const folder = join(__dirname, 'packages', name)
  if (!existsSync(join(folder, 'package.json'))) return []
  const { exports: doorsOf = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return Object.values(doorsOf)
    .map((target) => (typeof target === 'string' ? target : target.default))
    .map((target) => `^packages/${name}/${target.replace(/^\.\//, '').replaceAll('.', '\\.')}$`)
}

const packages = readdirSync(join(__dirname, 'packages')).filter((name) =>
  existsSync(join(__dirname, 'packages', name, 'package.json')),
)
const allDoors = packages.flatMap(doors)

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'package-known',
      comment: 'A new package takes its place in the direction of .dependency-cruiser.cjs (MAY_USE).',
      severity: 'error',
      from: { path: `^packages/(?!${anyOf(Object.keys(MAY_USE))}/)` },
      to: {},
    },
    ...Object.entries(MAY_USE).map(([name, allowed]) => ({
      name: `direction-${name}`,
      comment: `${name} may use ${allowed.join(', ') || 'no other package'}; the direction is in ARCHITECTURE.md.`,
      severity: 'error',
      from: { path: `^packages/${name}/` },
      to: { path: `^packages/(?!${anyOf([name, ...allowed])}/)` },
    })),
    {
      name: 'package-door',
      comment:
        'Another package is entered by what its package.json exports (src/index.ts), not by a file inside.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/(?!$1/)', pathNot: allDoors },
    },
    {
      name: 'package-door-from-outside',
      comment: 'e2e, scripts and bench enter a package by what its package.json exports.',
      severity: 'error',
      from: { path: '^(e2e|scripts|bench)/' },
      to: { path: '^packages/', pathNot: allDoors },
    },
    {
      name: 'package-by-name',
      comment: 'Another package is imported by its name (@lastmile/…), not by a relative path.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/(?!$1/)', dependencyTypes: ['local'] },
    },
    {
      name: 'journeys-use-no-server',
      comment: 'A journey does what a person does, in the browser; it does not reach into the server.',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: '^packages/(server|cli|console|web-kit)/' },
    },
    {
      name: 'module-known',
      comment: 'A new server module takes its place in MODULE_ORDER of .dependency-cruiser.cjs.',
      severity: 'error',
      from: { path: `${MODULES}(?!${anyOf(MODULE_ORDER)}/)[^/]+/` },
      to: {},
    },
    {
      name: 'module-door',
      comment: "index.ts is a module's only door.",
      severity: 'error',
      from: { path: `${MODULES}([^/]+)/` },
      to: { path: `${MODULES}(?!$1/)[^/]+/(?!index\\.ts$)` },
    },
    {
      name: 'module-door-from-outside',
      comment: "index.ts is a module's only door, for the rest of the server too.",
      severity: 'error',
      from: { path: '^(packages|e2e|scripts|bench)/', pathNot: `${MODULES}[^/]+/` },
      to: { path: `${MODULES}[^/]+/(?!index\\.ts$)` },
    },
    ...MODULE_ORDER.slice(0, -1).map((name, place) => ({
      name: `module-order-${name}`,
      comment: `${name} may use ${MODULE_ORDER.slice(0, place).join(', ') || 'no other module'}; news from later modules reaches it as domain events.`,
      severity: 'error',
      from: { path: `${MODULES}${name}/` },
      to: { path: `${MODULES}${anyOf(MODULE_ORDER.slice(place + 1))}/` },
    })),
    {
      name: 'platform-knows-no-module',
      comment: 'platform/ knows no household: it may be used by modules, never the other way round.',
      severity: 'error',
      from: { path: '^packages/server/src/platform/', pathNot: TEST_FILE },
      to: { path: MODULES },
    },
    {
      name: 'app-is-the-top',
      comment: 'app builds and main listens; nothing below them imports them.',
      severity: 'error',
      from: { path: '^packages/server/src/(platform|modules)/', pathNot: TEST_FILE },
      to: { path: '^packages/server/src/(app|main)(\\.ts$|/)' },
    },
    {
      name: 'pure-without-node',
      comment: 'These packages run in the browser too: what needs node:* lies in src/node.ts or src/node/.',
      severity: 'error',
      from: {
        path: `^packages/${anyOf(BROWSER_PACKAGES)}/src/`,
        pathNot: [TEST_FILE, '^packages/[^/]+/src/node(\\.ts$|/)'],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-not-through-node-entry',
      comment: 'What runs in the browser does not reach a node entry, of its own package or of another.',
      severity: 'error',
      from: {
        path: `^packages/${anyOf(BROWSER_PACKAGES)}/src/`,
        pathNot: [TEST_FILE, '^packages/[^/]+/src/node(\\.ts$|/)'],
      },
      to: { path: '^packages/[^/]+/src/node(\\.ts$|/)' },
    },
    {
      name: 'no-test-in-product',
      comment: 'Product code does not import tests or what is made for them.',
      severity: 'error',
      from: { path: '^packages/', pathNot: TEST_FILE },
      to: { path: TEST_FILE },
    },
    {
      name: 'no-cycle',
      comment:
        'Two files that need each other are one idea, or one of them holds something that belongs in a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that does not resolve is not checked either.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|out)/' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
