import { type FSWatcher, statSync, watch } from 'node:fs';
import path from 'node:path';
import { isSource } from '../build/build.mts';
import { ROOT } from '../shared/paths.mts';

/** Files that were saved together. */
export interface Change {
  /** The projects they belong to: `apps/course`, `libs/common/http`. */
  readonly projects: ReadonlySet<string>;
  /** When the first of them was written, in milliseconds since 1970. */
  readonly savedAt: number;
}

/** An editor that saves several files, or one in several steps, does so within this. */
const TOGETHER_MS = 30;

/** Waits for saved sources of some projects' folders. */
export class Changes {
  private readonly projects = new Set<string>();
  private savedAt = Infinity;
  private timer: NodeJS.Timeout | undefined;
  private readonly watchers: readonly FSWatcher[];
  private readonly tell: (change: Change) => void;

  /** @param folders to watch with everything below them, from the root */
  constructor(folders: readonly string[], tell: (change: Change) => void) {
    this.tell = tell;
    this.watchers = folders.map((folder) =>
      watch(path.join(ROOT, folder), { recursive: true }, (_, name) => {
        if (name) this.notice(path.join(folder, name));
      }),
    );
  }

  stop(): void {
    clearTimeout(this.timer);
    for (const watcher of this.watchers) watcher.close();
  }

  private notice(file: string): void {
    const project = /^(.+?)\/src\//.exec(file.replaceAll(path.sep, '/'))?.[1];
    if (project === undefined || !isSource(file)) return;
    this.projects.add(project);
    this.savedAt = Math.min(this.savedAt, writtenAt(file));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), TOGETHER_MS);
  }

  private flush(): void {
    const change = { projects: new Set(this.projects), savedAt: this.savedAt };
    this.projects.clear();
    this.savedAt = Infinity;
    this.tell(change);
  }
}

function writtenAt(file: string): number {
  // A deleted file has no time any more.
  return statSync(path.join(ROOT, file), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
}
