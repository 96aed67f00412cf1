export { type Answer, type ApiClient, createTestApp, type TestApp, testKeyring } from './app.ts'
export * from './database.ts'
