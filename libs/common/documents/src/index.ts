export { DocumentBusy } from './documents.errors';
export { DocumentRenderer } from './document-renderer';
export type { DocumentRequest } from './document-renderer';
export { DocumentsModule } from './documents.module';
