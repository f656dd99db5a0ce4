import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { testStores } from '@course-plateform/common/test-kit';

/** What becomes of the work. */
type Mood = 'works' | 'crashes' | 'hangs' | 'refuses';

/** FFmpeg, without a library for AV1, which fails to make streams when it is told to. */
export class FfmpegStandIn {
  private readonly folder = mkdtempSync(path.join(os.tmpdir(), 'ffmpeg-'));
  readonly file = path.join(this.folder, 'ffmpeg');

  constructor() {
    const script = `#!/bin/sh
case "$*" in
  *-codecs*) "${testStores().ffmpegPath}" "$@" | sed -e 's/libdav1d//g' -e 's/libaom[a-z0-9-]*//g'; exit ;;
esac
case "$*" in *-var_stream_map*) ;; *) exec "${testStores().ffmpegPath}" "$@" ;; esac
echo "$$ $PWD" >> "${this.folder}/pids"
case "$(cat "${this.folder}/mood")" in
  crashes) kill -SEGV $$ ;;
  hangs) echo out_time_us=500000; exec sleep 600 ;;
  refuses) echo "Invalid data in $PWD" >&2; exit 183 ;;
esac
exec "${testStores().ffmpegPath}" "$@"
`;
    writeFileSync(this.file, script);
    chmodSync(this.file, 0o755);
    this.mood = 'works';
  }

  set mood(mood: Mood) {
    writeFileSync(path.join(this.folder, 'mood'), mood);
    writeFileSync(path.join(this.folder, 'pids'), '');
  }

  /** How often it was run in this mood. */
  get runs(): number {
    return this.pids.length;
  }

  /** Whether one of them still runs. */
  get isRunning(): boolean {
    return this.pids.some((pid) => runs(pid));
  }

  /** Ends those that run, as a system does that lacks memory. */
  kill(): void {
    for (const pid of this.pids.filter((one) => runs(one))) process.kill(pid, 'SIGKILL');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Where those in this mood have worked. */
  get workFolders(): string[] {
    return this.lines.map((line) => line.slice(line.indexOf(' ') + 1));
  }

  private get pids(): number[] {
    return this.lines.map((line) => Number.parseInt(line, 10));
  }

  private get lines(): string[] {
    const lines = readFileSync(path.join(this.folder, 'pids'), 'utf8').split('\n');
    return lines.filter((line) => line !== '');
  }
}

/** Whether there is a process of this number. */
export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // It is no more.
    return false;
  }
}
