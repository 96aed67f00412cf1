// The part of the test room that needs no application: what the platform's own tests use.
export { createTestDatabase, type TestDatabase, type TestDatabaseOptions } from './create-test-database.ts'
export { actorOf, fixedClock } from './small-world.ts'
export { type TestServer, testServer } from './test-server.ts'
