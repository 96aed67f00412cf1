export { type Answer, type ApiClient, createTestApp, type TestApp, testKeyring, testLibrary } from './app.ts'
export * from './database.ts'
