import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { SECOND_MS } from '@course-plateform/common/kernel';
import type { DocumentResult } from './document-worker';
import { MediaFailure, MediaRefused } from './media-failure';
import { type MediaProperties, NO_PROPERTIES } from './media-properties';

/** The file beside this one: built, or as it is where Node runs TypeScript. */
const EXTENSION = path.extname(__filename);
const WORKER = path.join(__dirname, `document-worker${EXTENSION}`);
const OPTIONS = EXTENSION === '.ts' ? ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'] : [];

/** A document that takes more was made to. */
const TIME_MAX_MS = 60 * SECOND_MS;
const MEMORY_MAX_MB = 256;
const PAGES_MAX = 20_000;

/**
 * Reads how many pages a PDF has, in a thread that ends with it.
 * @throws MediaRefused when it is damaged, has a password, or takes too much time or memory
 */
export async function documentProperties(
  file: string,
  signal: AbortSignal,
): Promise<MediaProperties> {
  const worker = new Worker(WORKER, {
    workerData: { file },
    execArgv: OPTIONS,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MAX_MB },
  });
  try {
    const result = await resultOf(
      worker,
      AbortSignal.any([signal, AbortSignal.timeout(TIME_MAX_MS)]),
    );
    if ('error' in result || result.pages > PAGES_MAX) {
      throw new MediaRefused(MediaFailure.unreadable, { cause: result });
    }
    return { ...NO_PROPERTIES, pages: result.pages };
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof MediaRefused
      ? error
      : new MediaRefused(MediaFailure.unreadable, { cause: error });
  } finally {
    await worker.terminate();
  }
}

function resultOf(worker: Worker, signal: AbortSignal): Promise<DocumentResult> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The thread for a document has ended')));
    signal.addEventListener('abort', () => reject(new Error('A document took too long')));
  });
}
