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
  testLinkModel,
  testSignals,
  testSourceOrder,
} from './app.ts'
export * from './database.ts'
