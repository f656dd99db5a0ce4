import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ERRORS, Server, type Upload } from '@tus/server';
import { type Caller, currentCaller } from '@course-plateform/common/auth';
import { MediaTypeUnsupported } from '@course-plateform/common/edge';
import {
  type Class,
  type DomainError,
  InternalError,
  isId,
  newId,
  present,
} from '@course-plateform/common/kernel';
import { validateShape } from '@course-plateform/common/validation';
import { MediaFiles } from '../media/media-files';
import { MediaNotFound } from '../media/media.errors';
import { MediaQueryService } from '../media/media-query.service';
import { MediaService } from '../media/media.service';
import { MediaStatus } from '../media/media.entity';
import { MediaWorker } from '../media/media-worker';
import {
  UploadHeaderInvalid,
  UploadLocked,
  UploadNotFound,
  UploadOffsetConflict,
  UploadTooLong,
  UploadVersionUnsupported,
} from './media-upload.errors';
import { UploadLocks } from './upload-locks';
import { UploadMetadata } from './upload-metadata.dto';

const PATH = '/api/v1/media-uploads';
const ORIGIN = 'http://uploads.invalid';
/** How long a request that is asked to let an upload go may still write, in milliseconds. */
const DRAIN_MS = 500;
const PASSED_ON = /^(?:tus-|upload-|content-(?:type|length)$)/;
const SENT_BACK = /^(?:tus-|upload-|location$)/;

const FAILURES = new Map<unknown, Class<DomainError>>([
  [ERRORS.MISSING_OFFSET, UploadHeaderInvalid],
  [ERRORS.INVALID_LENGTH, UploadHeaderInvalid],
  [ERRORS.INVALID_METADATA, UploadHeaderInvalid],
  [ERRORS.UNSUPPORTED_CONCATENATION_EXTENSION, UploadHeaderInvalid],
  [ERRORS.UNSUPPORTED_CREATION_DEFER_LENGTH_EXTENSION, UploadHeaderInvalid],
  [ERRORS.INVALID_CONTENT_TYPE, MediaTypeUnsupported],
  [ERRORS.FILE_NOT_FOUND, UploadNotFound],
  [ERRORS.FILE_NO_LONGER_EXISTS, UploadNotFound],
  [ERRORS.INVALID_OFFSET, UploadOffsetConflict],
  [ERRORS.ABORTED, UploadLocked],
  [ERRORS.ERR_LOCK_TIMEOUT, UploadLocked],
  [ERRORS.ERR_SIZE_EXCEEDED, UploadTooLong],
  [ERRORS.ERR_MAX_SIZE_EXCEEDED, UploadTooLong],
]);

/** What is sent back; the body is always empty. */
export interface UploadReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Uploads that go on where they broke off (tus 1.0, https://tus.io/protocols/resumable-upload). */
@Injectable()
export class ResumableUploads {
  private readonly server: Server;
  /** What went wrong with a request: the library itself can only send text. */
  private readonly failures = new WeakMap<Request, unknown>();

  constructor(
    private readonly media: MediaService,
    private readonly queries: MediaQueryService,
    { uploads }: MediaFiles,
    private readonly worker: MediaWorker,
    locks: UploadLocks,
  ) {
    this.server = new Server({
      path: PATH,
      datastore: uploads.dataStore,
      locker: locks,
      lockDrainTimeout: DRAIN_MS,
      namingFunction: () => uploads.nameOf(newId()),
      getFileIdFromRequest: (_request, id) => (isId(id) ? uploads.nameOf(id) : undefined),
      generateUrl: (_request, { id: name }) => `${PATH}/${idOf(name)}`,
      onUploadCreate: (_request, upload) => this.begin(upload),
      onUploadFinish: (_request, upload) => this.finish(upload),
      onResponseError: (request, error) => void this.failures.set(request as Request, error),
    });
  }

  /**
   * Handles a request of the protocol.
   * @param id of the upload; undefined for a new one
   * @throws a domain error for every failure
   */
  async handle(raw: IncomingMessage, id?: string): Promise<UploadReply> {
    if (raw.headers['tus-resumable'] !== '1.0.0') throw new UploadVersionUnsupported();
    if (id !== undefined) {
      const finished = await this.finished(id, raw.method);
      if (finished) return finished;
    }
    const request = webRequest(raw, id === undefined ? PATH : `${PATH}/${id}`);
    const response = await this.server.handleWeb(request);
    const failure = this.failures.get(request) ?? refusalOf(response.status);
    if (failure !== undefined) throw domainErrorOf(failure);
    const headers = [...response.headers].filter(([name]) => SENT_BACK.test(name));
    return { status: response.status, headers: Object.fromEntries(headers) };
  }

  /** Ends an upload that has not arrived whole. @throws UploadNotFound */
  async abandon(caller: Caller, id: string): Promise<void> {
    const { status } = await this.find(caller, id);
    if (status !== MediaStatus.uploading) throw new UploadNotFound();
    await this.media.remove(caller, id);
  }

  private async begin(upload: Upload): Promise<object> {
    const { kind, filename, sha256 } = validateShape(
      UploadMetadata,
      Object.fromEntries(
        Object.entries(upload.metadata ?? {}).map(([key, one]) => [key, one ?? '']),
      ),
      { unknownFields: 'ignore' },
    );
    const sizeBytes = upload.size ?? 0;
    if (sizeBytes === 0) throw new UploadHeaderInvalid();
    const file = { kind, name: filename, sizeBytes, sha256 };
    await this.media.begin(present(currentCaller(), 'the caller'), file, idOf(upload.id));
    return {};
  }

  private async finish(upload: Upload): Promise<object> {
    await this.media.receive(idOf(upload.id), upload.size ?? 0);
    this.worker.wake();
    return {};
  }

  /** An upload that has arrived whole says so, however often it is asked: the first response may be lost. */
  private async finished(id: string, method: string | undefined): Promise<UploadReply | undefined> {
    const media = await this.find(present(currentCaller(), 'the caller'), id);
    if (media.status === MediaStatus.uploading) return undefined;
    if (method !== 'HEAD') throw new UploadOffsetConflict();
    const size = String(media.sizeBytes);
    const headers = { 'tus-resumable': '1.0.0', 'upload-offset': size, 'upload-length': size };
    return { status: 200, headers };
  }

  private async find(caller: Caller, id: string) {
    try {
      return await this.queries.find(caller, id);
    } catch (error) {
      throw error instanceof MediaNotFound ? new UploadNotFound() : error;
    }
  }
}

function idOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** The request as the library takes it, with the headers that matter to it. */
function webRequest(raw: IncomingMessage, path: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw.headers)) {
    if (PASSED_ON.test(name) && typeof value === 'string') headers.set(name, value);
  }
  const { method = 'GET' } = raw;
  const hasBody = method !== 'HEAD' && headers.has('content-type');
  const request = new Request(`${ORIGIN}${path}`, {
    method,
    headers,
    ...(hasBody ? { body: Readable.toWeb(raw) as ReadableStream, duplex: 'half' } : {}),
  });
  // By this the library learns that the connection broke, and keeps what has arrived.
  return Object.assign(request, { runtime: { name: 'node', node: { req: raw } } });
}

/** What the library refuses before it asks for the error. */
function refusalOf(status: number): DomainError | undefined {
  if (status < 400) return undefined;
  return status < 500 ? new UploadHeaderInvalid() : new InternalError();
}

function domainErrorOf(failure: unknown): unknown {
  const known = FAILURES.get(failure);
  return known ? new known() : failure;
}
