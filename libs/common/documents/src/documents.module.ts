import { Module } from '@nestjs/common';
import { DocumentRenderer } from './document-renderer';

/** Documents for a feature that writes some. */
@Module({ providers: [DocumentRenderer], exports: [DocumentRenderer] })
export class DocumentsModule {}
