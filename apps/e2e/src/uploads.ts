import { setTimeout as pause } from 'node:timers/promises';
import { Upload } from 'tus-js-client';
import { type Schemas, unwrap } from '@course-plateform/client';
import { TcpProxy, eventually } from '@course-plateform/common/test-kit';
import type { User } from './users';

const PART_BYTES = 1_048_576;
/** How long a laptop is in the tunnel. */
const OUTAGE_MS = 300;

/** Uploads a file over a connection that breaks at these shares of it. @returns the media id, and how often it broke */
export async function uploadThroughTunnels(
  gatewayUrl: string,
  owner: User,
  file: { readonly kind: string; readonly name: string; readonly bytes: Buffer },
  breaksAt: readonly number[],
): Promise<{ readonly id: string; readonly retries: number }> {
  const way = new TcpProxy(new URL(gatewayUrl));
  await way.mend();
  const due = [...breaksAt];
  let outages = Promise.resolve();
  let retries = 0;
  try {
    const address = await new Promise<string>((resolve, reject) => {
      const upload = new Upload(file.bytes, {
        endpoint: new URL('/api/v1/media-uploads', way.url).href,
        headers: { Authorization: `Bearer ${owner.token}` },
        metadata: { kind: file.kind, filename: file.name },
        chunkSize: PART_BYTES,
        retryDelays: [100, 500, 1000, 2000],
        onShouldRetry: () => {
          retries += 1;
          return true;
        },
        onChunkComplete: (_size, accepted) => {
          if (accepted / file.bytes.length < (due[0] ?? 1)) return;
          due.shift();
          outages = outages.then(() => tunnel(way));
        },
        onSuccess: () => resolve(upload.url ?? ''),
        onError: reject,
      });
      upload.start();
    });
    await outages;
    return { id: new URL(address).pathname.split('/').at(-1) ?? '', retries };
  } finally {
    await way.cut();
  }
}

async function tunnel(way: TcpProxy): Promise<void> {
  await way.cut();
  await pause(OUTAGE_MS);
  await way.mend();
}

/** A file of a user, once the work on it has ended. */
export function processedMedia({ client }: User, id: string): Promise<Schemas['MediaResponse']> {
  return eventually(
    'the file is processed',
    async () => {
      const media = await unwrap(client.GET('/api/v1/media/{id}', { params: { path: { id } } }));
      return ['ready', 'failed'].includes(media.status) && media;
    },
    60_000,
  );
}
