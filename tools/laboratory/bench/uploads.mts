import { createReadStream, statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { Failure } from '#workspace/shared/failure.mts';

const TUS = { 'Tus-Resumable': '1.0.0' };
const PATIENCE_MS = 10 * 60_000;

interface MediaState {
  readonly status: string;
  readonly failure: string | null;
  readonly streamable: boolean;
}

/** Sends files to a course service as an instructor, as browsers do. */
export class Uploads {
  private readonly url: string;
  private readonly headers: Readonly<Record<string, string>>;

  constructor(url: string, token: string) {
    this.url = url;
    this.headers = { ...TUS, authorization: `Bearer ${token}` };
  }

  /** @returns the id of the file, which has arrived then */
  async send(file: string): Promise<string> {
    const { size } = statSync(file);
    const words = { kind: 'video', filename: 'Bench.mp4' };
    const metadata = Object.entries(words).map(
      ([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`,
    );
    const begun = await this.request('POST', '/api/v1/media-uploads', {
      headers: { 'Upload-Length': String(size), 'Upload-Metadata': metadata.join(',') },
    });
    const location = begun.headers.get('location') ?? '';
    await this.request('PATCH', location, {
      headers: { 'Upload-Offset': '0', 'content-type': 'application/offset+octet-stream' },
      body: createReadStream(file),
      duplex: 'half',
    });
    return location.split('/').at(-1) ?? '';
  }

  /** Waits until the work on a file has ended. @param meanwhile is done again and again */
  async processed(id: string, meanwhile: () => void = () => undefined): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    while (performance.now() < until) {
      meanwhile();
      const response = await this.request('GET', `/api/v1/media/${id}`);
      const { status, failure, streamable } = (await response.json()) as MediaState;
      if (status === 'ready' && streamable) return;
      if (status === 'failed') throw new Failure(`The file was refused: ${String(failure)}.`);
      if (status === 'ready') throw new Failure('The file was not converted: FFmpeg is missing.');
      await setTimeout(100);
    }
    throw new Failure('The file was not processed in time.');
  }

  private async request(method: string, path: string, init: object = {}): Promise<Response> {
    const more = 'headers' in init ? (init.headers as Record<string, string>) : {};
    const headers = { ...this.headers, ...more };
    const response = await fetch(`${this.url}${path}`, { ...init, method, headers });
    if (!response.ok) throw new Failure(`${method} ${path}: ${response.status}.`);
    return response;
  }
}
