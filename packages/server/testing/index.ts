export { type Answer, type ApiClient, createTestApp, type TestApp, testKeyring } from './app.ts'
export { createTestDatabase, type TestDatabase, type TestDatabaseOptions } from './create-test-database.ts'
export { actorOf, fixedClock } from './small-world.ts'
export { type TestServer, testServer } from './test-server.ts'
