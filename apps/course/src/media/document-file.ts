import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { SECOND_MS } from '@course-plateform/common/kernel';
import type { DocumentResult } from './document-reader';
import { MediaFailure, MediaRefused } from './media-failure';
import { type MediaProperties, NO_PROPERTIES } from './media-properties';

/** The file beside this one: built, or as it is where Node runs TypeScript. */
const EXTENSION = path.extname(__filename);
const READER = path.join(__dirname, `document-reader${EXTENSION}`);
const OPTIONS = EXTENSION === '.ts' ? ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'] : [];

/** A document that takes more was made to. */
const TIME_MAX_MS = 60 * SECOND_MS;
const MEMORY_MAX_MB = 256;
const PAGES_MAX = 20_000;

/**
 * Reads how many pages a PDF has, in a process of its own: a thread that runs out of memory may take the service with it.
 * It gets nothing of the environment.
 * @throws MediaRefused when it is damaged, has a password, or takes too much time or memory
 */
export async function documentProperties(
  file: string,
  signal: AbortSignal,
): Promise<MediaProperties> {
  const result = await resultOf(file, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    throw new MediaRefused(MediaFailure.unreadable, { cause: error });
  });
  if ('error' in result || result.pages > PAGES_MAX) {
    throw new MediaRefused(MediaFailure.unreadable, { cause: result });
  }
  return { ...NO_PROPERTIES, pages: result.pages };
}

async function resultOf(file: string, signal: AbortSignal): Promise<DocumentResult> {
  const args = [`--max-old-space-size=${MEMORY_MAX_MB}`, ...OPTIONS, READER, file];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    ...{ env: {}, signal, timeout: TIME_MAX_MS, killSignal: 'SIGKILL' },
  });
  return JSON.parse(stdout) as DocumentResult;
}
