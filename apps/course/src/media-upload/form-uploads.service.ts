import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { validateShape } from '@course-plateform/common/validation';
import { MediaFiles } from '../media/media-files';
import type { MediaResponse } from '../media/media.dto';
import { MediaQueryService } from '../media/media-query.service';
import { MediaService } from '../media/media.service';
import { MediaWorker } from '../media/media-worker';
import { UploadIncomplete, UploadLengthRequired } from './media-upload.errors';
import { UploadMetadata } from './upload-metadata.dto';

/** One file, and the few fields before it. */
const LIMITS = { files: 1, fields: 10, parts: 11, fieldNameSize: 100, fieldSize: 1000 };

interface Form {
  readonly fields: Readonly<Record<string, string>>;
  readonly filename: string;
  readonly file: Readable;
}

/** Uploads as forms, which a browser sends without a script: for small files. */
@Injectable()
export class FormUploads {
  constructor(
    private readonly media: MediaService,
    private readonly queries: MediaQueryService,
    private readonly files: MediaFiles,
    private readonly worker: MediaWorker,
  ) {}

  /**
   * Takes a file in.
   * @throws UploadLengthRequired, UploadIncomplete, RequestInvalid, MediaTooLarge, MediaQuotaExceeded
   */
  async take(caller: Caller, raw: IncomingMessage): Promise<MediaResponse> {
    // The form is longer than its file by some hundred bytes; what is too much is given back at the end.
    const sizeBytes = Number(raw.headers['content-length']);
    if (!(sizeBytes > 0)) throw new UploadLengthRequired();
    const { fields, filename, file, ended } = await openForm(raw);
    const described = validateShape(
      UploadMetadata,
      { filename, ...fields },
      { unknownFields: 'refuse' },
    );
    const { id } = await this.media.begin(caller, {
      ...{ kind: described.kind, name: described.filename, sha256: described.sha256 },
      sizeBytes,
    });
    const received = await this.store(id, file, ended).catch(async (error: unknown) => {
      await this.media.remove(caller, id);
      throw error;
    });
    await this.media.receive(id, received);
    this.worker.wake();
    return this.queries.get(caller, id);
  }

  /** @returns how many bytes the file has */
  private async store(id: string, file: Readable, ended: Promise<void>): Promise<number> {
    let received = 0;
    const counted = new PassThrough();
    counted.on('data', (piece: Buffer) => (received += piece.length));
    const writing = this.files.storage.write(this.files.originalOf(id), counted, {
      contentType: 'application/octet-stream',
    });
    await Promise.all([pipeline(file, counted), writing, ended]);
    if (received === 0) throw new UploadIncomplete();
    return received;
  }
}

/** Reads a form up to its file. */
function openForm(raw: IncomingMessage): Promise<Form & { readonly ended: Promise<void> }> {
  return new Promise((resolve, reject) => {
    const incomplete = (cause?: unknown): void => reject(new UploadIncomplete({ cause }));
    const fields: Record<string, string> = {};
    const parser = parserFor(raw.headers, incomplete);
    if (!parser) return;
    const ended = pipeline(raw, parser).catch((cause: unknown) => {
      throw new UploadIncomplete({ cause });
    });
    parser.on('field', (name, value) => (fields[name] = value));
    parser.on('file', (_field, file, filename) => resolve({ fields, filename, file, ended }));
    // Without a file, or with one that has been taken already, this changes nothing.
    ended.then(() => incomplete(), incomplete);
  });
}

function parserFor(
  headers: IncomingHttpHeaders,
  refuse: (cause: unknown) => void,
): BusboyInstance | undefined {
  try {
    return new Busboy({ headers: headers as BusboyHeaders, limits: LIMITS });
  } catch (error) {
    refuse(error);
    return undefined;
  }
}
