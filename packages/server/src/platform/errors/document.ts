import { ERRORS } from './table.ts'

const cell = (text: string) => text.replaceAll('|', '\\|')

/** Text of docs/errors.md, made from the table: one row an error, sorted by code. */
export function errorsDocument(): string {
  const rows = Object.entries(ERRORS)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, entry]) => {
      const report = entry.reportable ? 'yes' : ''
      return `| \`${code}\` | ${entry.status} | ${cell(entry.zh)} | ${cell(entry.en)} | ${cell(entry.when)} | ${cell(entry.todo)} | ${report} |`
    })
  return `# Errors

Every error that the server and the commands answer with. A code is stable: programs may rely on it, texts may change. \`{…}\` is
filled in. Errors marked in the last column are written to the log as errors, for operators to hear of.

This file is made from \`packages/server/src/platform/errors/table/\`; after a change there, run
\`npx vitest run packages/server/src/platform/errors --update\`.

| code | status | 中文 | English | when it happens | what to do | reported |
|---|---|---|---|---|---|---|
${rows.join('\n')}
`
}
