import { statSync } from 'node:fs';
import path from 'node:path';
import watcher, { type AsyncSubscription, type Event } from '@parcel/watcher';
import { isSource } from '../build/build.mts';
import { describe } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';

/** Sources that were saved together. */
export interface Change {
  /** The projects they belong to: `apps/course`, `libs/common/http`. */
  readonly projects: ReadonlySet<string>;
  /** When the first of them was written, in milliseconds since 1970. */
  readonly savedAt: number;
}

/**
 * Tells of saved sources below some folders. Files that belong together come together: the watcher waits a moment, as
 * editors save in several steps.
 */
export async function watchSources(
  folders: readonly string[],
  report: (change: Change) => void,
): Promise<{ stop(): Promise<void> }> {
  const notice = (error: Error | null, events: readonly Event[]): void => {
    if (error) process.stderr.write(`✖ Files are not watched any more: ${describe(error)}\n`);
    const sources = (events ?? []).filter(({ path: file }) => isSource(file));
    const projects = new Set(sources.flatMap(({ path: file }) => projectOf(file) ?? []));
    if (projects.size === 0) return;
    report({ projects, savedAt: Math.min(...sources.map(({ path: file }) => writtenAt(file))) });
  };
  const subscriptions: AsyncSubscription[] = await Promise.all(
    folders.map((folder) => watcher.subscribe(path.join(ROOT, folder), notice)),
  );
  return {
    stop: async () => {
      await Promise.all(subscriptions.map((subscription) => subscription.unsubscribe()));
    },
  };
}

function projectOf(file: string): string | undefined {
  const relative = path.relative(ROOT, file).replaceAll(path.sep, '/');
  return /^(.+?)\/src\//.exec(relative)?.[1];
}

function writtenAt(file: string): number {
  // A deleted file has no time any more.
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
}
