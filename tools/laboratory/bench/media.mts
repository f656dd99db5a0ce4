import { execFile } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { resolveProgram } from '#workspace/stack/resolve.mts';
import { megabytes } from './memory.mts';
import { accessToken } from './sign-in.mts';
import type { Stage } from './stage.mts';
import type { Row } from './table.mts';
import { Uploads } from './uploads.mts';

const run = promisify(execFile);

const SECONDS = 20;
/** A moving picture with grain, which is as hard to encode as a camera's. */
const PICTURE = `testsrc2=s=1280x720:r=30:d=${SECONDS},noise=alls=8:allf=t`;
const LARGE_BYTES = 300 * 1024 * 1024;
const PIECE = Buffer.alloc(4 * 1024 * 1024);
const GROWTH_MAX_MB = 64;
const LEAST_RATIO = 0.7;

interface Alone {
  readonly seconds: number;
  /** Of a processor. */
  readonly busySeconds: number;
}

/** What becomes of a video, against FFmpeg alone with the same arguments, and the memory that a large upload takes. */
export async function measureMedia(stage: Stage): Promise<Row[]> {
  const { platform, accounts } = await stage.demo();
  const pid = platform.pid('course');
  const token = await accessToken(platform, accounts, 'instructor');
  const uploads = new Uploads(platform.serviceUrl('course'), token);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-media-'));
  try {
    const clip = await clipIn(folder);
    const { seconds, args } = await converted(uploads, clip);
    const alone = await encodeAlone(folder, clip, args);
    const growth = await growthWith(uploads, { clip, folder, pid });
    return [
      ...conversionRows(seconds, alone),
      {
        name: 'Media, memory for an upload of 300 MB beside a conversion',
        ours: `${Math.round(growth.arriving)} MB`,
        goal: `≤ ${GROWTH_MAX_MB} MB`,
        met: growth.arriving <= GROWTH_MAX_MB,
      },
      // Its poster in AVIF takes half of that, as every picture does.
      {
        name: 'Media, memory for that and the work on it',
        ours: `${Math.round(growth.worked)} MB`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function conversionRows(seconds: number, alone: Alone): Row[] {
  const [ours, baseline] = [SECONDS / seconds, SECONDS / alone.seconds];
  return [
    {
      name: 'Media, seconds of 720p that one worker converts',
      ours: `${ours.toFixed(2)} s/s`,
      baseline: `${baseline.toFixed(2)} s/s`,
      ratio: ours / baseline,
      goal: `≥ ${LEAST_RATIO * 100} %`,
      met: ours / baseline >= LEAST_RATIO,
    },
    {
      name: 'Media, conversions of an hour of 720p that a processor does in a day',
      ours: ((24 * SECONDS) / alone.busySeconds).toFixed(1),
    },
    {
      name: 'Media, processors that a conversion keeps busy',
      ours: (alone.busySeconds / alone.seconds).toFixed(2),
    },
  ];
}

async function clipIn(folder: string): Promise<string> {
  const file = path.join(folder, 'clip.mp4');
  await ffmpeg(folder, [
    ...['-f', 'lavfi', '-i', PICTURE, '-f', 'lavfi', '-i', `sine=d=${SECONDS}`],
    ...['-preset', 'veryfast', '-pix_fmt', 'yuv420p', file],
  ]);
  return file;
}

/** @returns how long it took, and what FFmpeg was told meanwhile */
async function converted(
  uploads: Uploads,
  clip: string,
): Promise<{ readonly seconds: number; readonly args: readonly string[] }> {
  let args: readonly string[] | undefined;
  const id = await uploads.send(clip);
  const began = performance.now();
  await uploads.processed(id, () => {
    args ??= commandOfStream();
  });
  const seconds = (performance.now() - began) / 1000;
  if (!args) throw new Error('No process of FFmpeg was seen; are there processes in /proc?');
  return { seconds, args };
}

/** The arguments of the process that makes a stream now. */
function commandOfStream(): readonly string[] | undefined {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const [program = '', ...args] = commandLine(pid);
    if (program.endsWith('ffmpeg') && args.includes('-var_stream_map')) return args;
  }
  return undefined;
}

function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return [];
    throw error;
  }
}

/** The same work without the service. */
async function encodeAlone(folder: string, clip: string, args: readonly string[]): Promise<Alone> {
  const output = path.join(folder, 'alone');
  mkdirSync(output);
  const own = args.map((word) => (word.startsWith('file:') ? `file:${clip}` : word));
  const said = await ffmpeg(output, ['-benchmark', ...own, '-loglevel', 'info']);
  const [, user, system, real] =
    /bench: utime=([\d.]+)s stime=([\d.]+)s rtime=([\d.]+)s/.exec(said) ?? [];
  return { seconds: Number(real), busySeconds: Number(user) + Number(system) };
}

interface Growth {
  /** While the file arrives. */
  readonly arriving: number;
  /** Until it can be used. */
  readonly worked: number;
}

/** @returns by how many megabytes the service grows at most */
async function growthWith(
  uploads: Uploads,
  { clip, folder, pid }: { readonly clip: string; folder: string; pid: number | undefined },
): Promise<Growth> {
  // It is as long as its first box; what no player shows makes it large.
  const large = path.join(folder, 'large.mp4');
  await ffmpeg(folder, ['-i', clip, '-t', '2', '-c', 'copy', large]);
  fill(large);
  const beside = await uploads.send(clip);
  while (!commandOfStream()) await setTimeout(20);
  const before = megabytes(pid).size;
  let most = before;
  const look = (): void => {
    most = Math.max(most, megabytes(pid).size);
  };
  const watch = setInterval(look, 50);
  try {
    const id = await uploads.send(large);
    look();
    const arriving = most - before;
    await uploads.processed(beside);
    await uploads.processed(id);
    look();
    return { arriving, worked: most - before };
  } finally {
    clearInterval(watch);
  }
}

/** Adds a box that is free to ignore (ISO 14496-12, `free`). */
function fill(file: string): void {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(LARGE_BYTES);
  head.write('free', 4);
  appendFileSync(file, head);
  for (let left = LARGE_BYTES - head.length; left > 0; left -= PIECE.length) {
    appendFileSync(file, PIECE.subarray(0, Math.min(left, PIECE.length)));
  }
}

/** @returns what it has said */
async function ffmpeg(folder: string, args: readonly string[]): Promise<string> {
  const { file } = resolveProgram('ffmpeg');
  // At the priority that the service gives it.
  const words = ['-n', '10', file, '-hide_banner', '-nostdin', '-y', ...args];
  return (await run('nice', words, { cwd: folder, maxBuffer: 64 * 1024 * 1024 })).stderr;
}
