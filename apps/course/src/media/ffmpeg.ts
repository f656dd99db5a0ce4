import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CourseServiceSettings } from '../env';
import { MediaFailure, MediaRefused } from './media-failure';

/** How a piece of work is kept within bounds. */
export interface WorkLimits {
  /** Where it runs, and writes. */
  readonly folder: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Of a single file that is written, in bytes: a segment has some megabytes. */
const FILE_BYTES_MAX = 256 * 1024 * 1024;
const KIBIBYTE = 1024;
/** In which a shell counts the sizes of files, in bytes (POSIX). */
const BLOCK = 512;
/** Nothing of the service's own, where its secrets are; where a program is that is named without its folder. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin' };
/** As much of its last words as a log needs, in characters. */
const WORDS_MAX = 2000;
/**
 * Ends by which the program says that the machine lacks something, which may pass: memory, disk, files, processes (the
 * numbers of these errors, counted down from 256).
 */
const LACKS = [256 - 5, 256 - 11, 256 - 12, 256 - 23, 256 - 24, 256 - 28];
/** Libraries say it in words alone. */
const LACKS_MEMORY = /malloc of size|out of memory|cannot allocate memory/i;
/** Shells say in this range which signal ended a program. */
const SIGNALS = { first: 129, last: 159 };
/** Shells say so when a program cannot be run. */
const NOT_RUN = [126, 127];

/**
 * Runs a program (from the fourth word on) with limits for its memory in KiB and for the files that it writes in blocks,
 * after requests have had their turn, and ends it when standard input closes: it never outlives the process that has
 * begun it, not even one that is killed.
 */
const GUARD = `
ulimit -c 0
ulimit -v "$1" 2>/dev/null
ulimit -f "$2"
shift 2
exec 3<&0
nice -n 10 "$@" </dev/null 3<&- & program=$!
{ read -r _ <&3; kill -KILL "$program"; } >/dev/null 2>&1 & guard=$!
wait "$program"; status=$?
kill "$guard"
exit "$status"
`;

/** How a program is run under these limits, as the words of a command. */
export function guarded(
  program: readonly string[],
  { memoryBytes, fileBytes }: { readonly memoryBytes: number; readonly fileBytes: number },
): [string, string[]] {
  const limits = [memoryBytes / KIBIBYTE, fileBytes / BLOCK].map((one) => String(Math.floor(one)));
  return ['/bin/sh', ['-c', GUARD, 'media', ...limits, ...program]];
}

/** FFmpeg, a process of its own for each piece of work, as deployments name it in `FFMPEG_PATH`. */
@Injectable()
export class Ffmpeg implements OnModuleInit {
  private readonly program: string | undefined;
  private readonly memoryBytes: number;
  private codecs = '';

  constructor({ ffmpegPath, mediaMemoryMaximumBytes }: CourseServiceSettings) {
    this.program = ffmpegPath;
    this.memoryBytes = mediaMemoryMaximumBytes;
  }

  /** @throws Error when the program that is named cannot do the work */
  async onModuleInit(): Promise<void> {
    if (this.program === undefined) return;
    const { stdout } = await promisify(execFile)(this.program, ['-hide_banner', '-codecs'], {
      env: ENVIRONMENT,
    });
    this.codecs = stdout;
    if (!/encoders:[^)]*\blibx264\b/.test(stdout)) {
      throw new Error('FFMPEG_PATH names a program without the encoder libx264');
    }
  }

  /** Whether there is one. */
  get isThere(): boolean {
    return this.program !== undefined;
  }

  /** Whether it can read AV1, for which it needs a library that not every build has. */
  get readsAv1(): boolean {
    return /decoders:[^)]*\blib(dav1d|aom)/.test(this.codecs);
  }

  /**
   * Does a piece of work. Whoever stops listening ends it.
   * @yields every half second how much of the result there is, in seconds
   * @throws MediaRefused when it cannot read the file; any other error may pass with another try
   */
  async *run(args: readonly string[], limits: WorkLimits): AsyncGenerator<number> {
    const stop = AbortSignal.any([limits.signal, AbortSignal.timeout(limits.timeoutMs)]);
    stop.throwIfAborted();
    const child = this.start(args, limits.folder);
    const ended = endOf(child);
    const words = lastWords(child.stderr);
    const kill = (): void => killAll(child);
    stop.addEventListener('abort', kill, { once: true });
    try {
      for await (const line of createInterface({ input: child.stdout })) {
        const [, microseconds] = /^out_time_us=(\d+)$/.exec(line) ?? [];
        if (microseconds !== undefined) yield Number(microseconds) / 1_000_000;
      }
      const status = await ended;
      stop.throwIfAborted();
      if (status !== 0) throw failure(status, words());
    } finally {
      stop.removeEventListener('abort', kill);
      kill();
      child.stdin.destroy();
      await ended;
    }
  }

  private start(args: readonly string[], folder: string) {
    const words = ['-hide_banner', '-nostdin', '-loglevel', 'warning', '-progress', 'pipe:1'];
    const [command, guardedArgs] = guarded([this.program ?? '', ...words, ...args], {
      memoryBytes: this.memoryBytes,
      fileBytes: FILE_BYTES_MAX,
    });
    const more = { cwd: folder, detached: true, env: ENVIRONMENT } as const;
    return spawn(command, guardedArgs, { ...more, stdio: 'pipe' });
  }
}

/** @returns the status that it ended with, or the error for which it could not be begun */
function endOf(child: ChildProcess): Promise<number | Error> {
  return new Promise((resolve) => {
    child.once('error', resolve);
    child.once('close', (code, signal) =>
      resolve(code ?? new Error(`FFmpeg was ended by ${String(signal)}`)),
    );
  });
}

function failure(status: number | Error, words: string): Error {
  if (status instanceof Error) return status;
  const cause = new Error(`FFmpeg ended with ${status}: ${words}`);
  const isCrash = status >= SIGNALS.first && status <= SIGNALS.last;
  const isLack = LACKS.includes(status) || NOT_RUN.includes(status) || LACKS_MEMORY.test(words);
  if (isCrash || isLack) return cause;
  return new MediaRefused(MediaFailure.unreadable, { cause });
}

/** Ends the program and the shell around it. */
function killAll({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // It has ended meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function lastWords(stream: Readable): () => string {
  let words = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-WORDS_MAX);
  });
  return () => words.trim();
}
