export { TcpProxy } from './tcp-proxy';
export { eventually } from './eventually';
export { testStores } from './stores';
export type { TestStores } from './stores';
export { readPdf } from './read-pdf';
export type { PdfContent } from './read-pdf';
export { startTestApplication } from './test-application';
export type { LogLine, TestApplication, TestApplicationOptions } from './test-application';
export { uniqueName } from './unique-name';
