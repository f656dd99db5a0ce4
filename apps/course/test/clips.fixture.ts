import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import type { ObjectStorage } from '@course-plateform/common/storage';
import { testStores } from '@course-plateform/common/test-kit';

const run = promisify(execFile);

/** What a clip shows and sounds like. */
export interface ClipOptions {
  readonly size?: `${number}x${number}`;
  readonly seconds?: number;
  readonly sound?: boolean;
  /** Frames in a second. */
  readonly rate?: number;
  /** By how many degrees its frames have to be turned to stand upright. */
  readonly rotation?: number;
  readonly file?: 'mp4' | 'mkv' | 'mov' | 'webm' | 'm4a' | 'mp3';
  /** How it is encoded, in words of FFmpeg. */
  readonly encoding?: readonly string[];
}

/** A recording of a test picture, with a tone. */
export function clip(options: ClipOptions = {}): Promise<Buffer> {
  const { size = '64x36', seconds = 1, rate = 5, sound = true, rotation, file = 'mp4' } = options;
  const picture = file !== 'm4a' && file !== 'mp3';
  return inFolder(async (folder) => {
    const made = path.join(folder, `clip.${file}`);
    await ffmpeg(folder, [
      ...(picture ? ['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${rate}:d=${seconds}`] : []),
      ...(sound ? ['-f', 'lavfi', '-i', `sine=f=440:d=${seconds}`] : []),
      ...(options.encoding ?? (picture ? ['-preset', 'ultrafast', '-pix_fmt', 'yuv420p'] : [])),
      made,
    ]);
    if (rotation === undefined) return readFile(made);
    const turned = path.join(folder, `turned.${file}`);
    await ffmpeg(folder, ['-display_rotation', String(rotation), '-i', made, '-c', 'copy', turned]);
    return readFile(turned);
  });
}

/** What FFmpeg finds when it plays a stream to its end. */
export interface Played {
  /** The size of the picture; undefined without one. */
  readonly size: string | undefined;
  readonly hasSound: boolean;
  readonly seconds: number;
  /** Where key frames are, in seconds. */
  readonly keyFrames: number[];
}

/** A stream in storage. */
export class StoredStream {
  private constructor(readonly files: ReadonlyMap<string, Buffer>) {}

  static async of(storage: ObjectStorage, id: string): Promise<StoredStream> {
    const prefix = `renditions/${id}/hls/`;
    const files = new Map<string, Buffer>();
    for await (const { key } of storage.list(prefix)) {
      files.set(key.slice(prefix.length), await buffer(await storage.read(key)));
    }
    return new StoredStream(files);
  }

  text(name: string): string {
    return this.files.get(name)?.toString('utf8') ?? '';
  }

  get bytes(): number {
    return [...this.files.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** The names of the files that a playlist leads to. */
  named(playlist: string): string[] {
    const lines = this.text(playlist).split('\n');
    const maps = lines.flatMap((line) => /^#EXT-X-MAP:URI="(.*)"$/.exec(line)?.[1] ?? []);
    return [...maps, ...lines.filter((line) => line !== '' && !line.startsWith('#'))];
  }

  /** How long its pieces last, in seconds. */
  lengths(playlist: string): number[] {
    const lines = this.text(playlist).matchAll(/^#EXTINF:([\d.]+)/gm);
    return [...lines].map(([, seconds]) => Number(seconds));
  }

  /** Plays one of its playlists as a player that knows nothing of how it was made. */
  async play(playlist: string): Promise<Played> {
    const log = await inFolder(async (folder) => {
      await mkdir(folder, { recursive: true });
      for (const [name, bytes] of this.files) await writeFile(path.join(folder, name), bytes);
      const input = ['-loglevel', 'info', '-i', playlist];
      return ffmpeg(folder, [...input, '-vf', "select='eq(key,1)',showinfo", '-f', 'null', '-']);
    });
    return {
      size: /Stream #0:\d.*Video: .* (\d+x\d+)/.exec(log)?.[1],
      hasSound: /Stream #0:\d.*Audio: aac/.test(log),
      seconds: this.lengths(playlist).reduce((sum, length) => sum + length, 0),
      keyFrames: [...log.matchAll(/ pts_time:([\d.]+) /g)].map(([, at]) => Number(at)),
    };
  }
}

/** @returns what it has said */
async function ffmpeg(folder: string, args: readonly string[]): Promise<string> {
  const words = ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', '-threads', '1', ...args];
  return (await run(testStores().ffmpegPath, words, { cwd: folder })).stderr;
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'clip-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
