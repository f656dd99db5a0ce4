import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Failure } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';

interface Consumer {
  readonly name: string;
  readonly subjects: readonly string[];
}

interface BuiltStreams {
  provisionBroker(
    natsUrl: string,
    namespace: string,
    options: {
      readonly consumers: readonly Consumer[];
      readonly replicas?: number;
      readonly testClock: boolean;
    },
  ): Promise<void>;
}

/**
 * Makes the streams and every service's consumers, or brings them up to date. Safe to repeat.
 * @param natsUrl of the operator
 * @param replicas copies of each event in the broker's cluster; as many as there are when absent
 * @param testClock whether there is a clock that may be moved, as on a developer's machine
 * @returns how many consumers there are
 */
export async function provisionBroker(
  natsUrl: string,
  {
    replicas,
    testClock = false,
  }: { readonly replicas?: number | undefined; readonly testClock?: boolean } = {},
): Promise<number> {
  const consumers = JSON.parse(
    readFileSync(path.join(import.meta.dirname, 'consumers.json'), 'utf8'),
  ) as Consumer[];
  const built = path.join(ROOT, 'dist/libs/common/events/src/streams.js');
  if (!existsSync(built)) throw new Failure('Nothing is built yet: `npm run build` does it.');
  const streams = createRequire(import.meta.url)(built) as BuiltStreams;
  try {
    await streams.provisionBroker(natsUrl, '', {
      consumers,
      testClock,
      ...(replicas === undefined ? {} : { replicas }),
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'NatsError') {
      throw new Failure(`The broker at ${new URL(natsUrl).host} says: ${error.message}.`);
    }
    throw error;
  }
  return consumers.length;
}
