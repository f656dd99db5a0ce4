import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { ObjectStorage, type ObjectInfo } from '@course-plateform/common/storage';
import { type TestService, type TestUser, bearer } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import type { MediaResponse } from '../src/media/media.dto';
import { MediaQueue } from '../src/media/media-queue';
import { MediaUsage } from '../src/media/media-usage.entity';

/** Conversions wait for each other, also for those of other test files. */
const PATIENCE_MS = 50_000;
const TUS = { 'Tus-Resumable': '1.0.0' };

/** A file of the folder `files`. */
export function sample(name: string): Buffer {
  return readFileSync(path.join(__dirname, 'files', name));
}

/** A JPEG of a size. */
export function photo(width: number, height: number): Promise<Buffer> {
  return picture(width, height).toBuffer();
}

/** A JPEG of a size, which can still be changed. */
export function picture(width: number, height: number): sharp.Sharp {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  return sharp({ create: { width, height, channels: 3, background: '#000', noise } }).jpeg();
}

/** What an image says about itself. The service reads images from files alone. */
export async function metadataOf(bytes: Buffer): Promise<sharp.Metadata> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'picture-'));
  try {
    const file = path.join(folder, 'picture');
    writeFileSync(file, bytes);
    return await sharp(file).metadata();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What an instructor does with files, in the words of tus. */
export class MediaClient {
  constructor(
    readonly service: TestService,
    readonly user: TestUser,
  ) {}

  begin(fields: Readonly<Record<string, string>>, length: number, headers: object = {}) {
    const metadata = Object.entries(fields)
      .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
      .join(',');
    return this.service.http
      .post('/api/v1/media-uploads')
      .set({ ...bearer(this.user), ...TUS, 'Upload-Length': String(length) })
      .set({ 'Upload-Metadata': metadata, ...headers });
  }

  send(id: string, offset: number, bytes: Buffer, headers: object = {}) {
    return this.service.http
      .patch(`/api/v1/media-uploads/${id}`)
      .set({ ...bearer(this.user), ...TUS, 'Upload-Offset': String(offset), ...headers })
      .type('application/offset+octet-stream')
      .send(bytes);
  }

  offset(id: string) {
    return this.service.http
      .head(`/api/v1/media-uploads/${id}`)
      .set({ ...bearer(this.user), ...TUS });
  }

  cancel(id: string) {
    return this.service.http
      .delete(`/api/v1/media-uploads/${id}`)
      .set({ ...bearer(this.user), ...TUS });
  }

  get(path: string) {
    return this.service.http.get(`/api/v1${path}`).set(bearer(this.user));
  }

  remove(id: string) {
    return this.service.http.delete(`/api/v1/media/${id}`).set(bearer(this.user));
  }

  /** Begins an upload. @returns its id */
  async begun(fields: Readonly<Record<string, string>>, length: number): Promise<string> {
    const response = await this.begin(fields, length);
    expect(response.status).toBe(201);
    return String(response.headers['location']).split('/').at(-1) ?? '';
  }

  /** Uploads a file in one part. @returns its id */
  async upload(kind: string, bytes: Buffer, fields: object = {}): Promise<string> {
    const id = await this.begun({ kind, filename: 'A file', ...fields }, bytes.length);
    await this.send(id, 0, bytes).expect(204);
    return id;
  }

  /** The file, once the work on it has ended. */
  processed(id: string): Promise<MediaResponse> {
    const ended = async (): Promise<false | MediaResponse> => {
      const { body } = await this.get(`/media/${id}`).expect(200);
      const media = body as MediaResponse;
      return ['ready', 'failed'].includes(media.status) && media;
    };
    return eventually('the file is processed', ended, PATIENCE_MS);
  }

  /** Uploads a file. @returns it, once the work on it has ended */
  async processedUpload(kind: string, bytes: Buffer, fields: object = {}): Promise<MediaResponse> {
    return this.processed(await this.upload(kind, bytes, fields));
  }

  /** What the user has stored, in bytes. */
  async used(): Promise<number> {
    const [usage] = await this.service.stored(MediaUsage, { id: this.user.id });
    return usage?.usedBytes ?? 0;
  }

  /** The keys of all objects of a file. */
  async keys(id: string): Promise<string[]> {
    const found: ObjectInfo[] = [];
    for (const prefix of ['originals/', `renditions/${id}/`]) {
      for await (const object of this.storage.list(prefix)) found.push(object);
    }
    return found.map(({ key }) => key).filter((key) => key.includes(id));
  }

  get storage(): ObjectStorage {
    return this.service.get(ObjectStorage);
  }

  get queue(): MediaQueue {
    return this.service.get(MediaQueue);
  }
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
