export {
  type Answer,
  type ApiClient,
  createTestApp,
  type TestApp,
  testAssessment,
  testKeyring,
  testLayouts,
  testLibrary,
  testLibrarySource,
  testSignals,
  testSourceOrder,
} from './app.ts'
export * from './database.ts'
