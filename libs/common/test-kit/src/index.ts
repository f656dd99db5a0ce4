export { TcpProxy } from './tcp-proxy';
export { eventually } from './eventually';
export { testStores } from './stores';
export type { TestStores } from './stores';
export { startTestApplication } from './test-application';
export type { LogLine, TestApplication, TestApplicationOptions } from './test-application';
export { uniqueName } from './unique-name';
