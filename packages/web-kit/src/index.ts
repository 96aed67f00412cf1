/** What both web apps share: the Because tree, the typed client, dates, money and words. No Ant Design here. */
export * from './api/client.ts'
export * from './api/problem.ts'
export * from './because/because.tsx'
export * from './because/because-lines.ts'
export * from './dates/human-date.ts'
export * from './language/language-context.tsx'
export * from './language/words.ts'
export * from './money/money-words.ts'
