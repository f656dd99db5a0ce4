import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from '../shared/paths.mts';

interface Consumer {
  readonly name: string;
  readonly subjects: readonly string[];
}

interface BuiltStreams {
  provisionBroker(
    natsUrl: string,
    namespace: string,
    options: { readonly consumers: readonly Consumer[] },
  ): Promise<void>;
}

/**
 * Makes the streams and every service's consumers, or brings them up to date. Safe to repeat.
 * @param natsUrl of the operator
 */
export async function provisionBroker(natsUrl: string): Promise<void> {
  const consumers = JSON.parse(
    readFileSync(path.join(import.meta.dirname, 'consumers.json'), 'utf8'),
  ) as Consumer[];
  const built = path.join(ROOT, 'dist/libs/common/messaging/src/streams.js');
  const streams = createRequire(import.meta.url)(built) as BuiltStreams;
  await streams.provisionBroker(natsUrl, '', { consumers });
}
