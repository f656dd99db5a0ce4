import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '@course-plateform/common/kernel';
import { CourseServiceSettings } from '../env';
import { Ffmpeg, type WorkLimits } from './ffmpeg';
import {
  MASTER_PLAYLIST,
  SEGMENT_SECONDS,
  SOUND_BITRATE,
  SOUND_NAME,
  audioArguments,
  posterArguments,
  videoArguments,
} from './ffmpeg-arguments';
import { MediaFailure, MediaRefused } from './media-failure';
import { MediaFiles } from './media-files';
import type { MediaProperties } from './media-properties';
import type { MediaStream } from './media-stream';
import { hasSound } from './recording-file';
import { type LadderStep, ladderOf } from './stream-ladder';
import { bitratesOf, secondsOf } from './stream-playlists';
import { StreamUpload } from './stream-upload';

/** A recording to work on. */
export interface Recording {
  readonly id: string;
  readonly file: string;
  readonly contentType: string;
  readonly properties: MediaProperties;
  /** For what is made. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Told which part of the work is done, from 0 to 1. */
export type PartDone = (part: number) => void;

/** Where the frame is that stands for a video: after its titles, before it tells the end. */
const POSTER_AT = 0.1;
const POSTER_WIDTH_MAX = 2560;
/** A stream that lasts for less of its recording is not what its owner has sent. */
const LEAST_PART = 0.5;
/** Bitrates hold on average; players and headers need some room. */
const ROOM = 2;
const ROOM_BYTES = 1024 * 1024;

/** Makes of videos and audio what browsers play everywhere. */
@Injectable()
export class MediaConversion {
  constructor(
    private readonly ffmpeg: Ffmpeg,
    private readonly files: MediaFiles,
    private readonly settings: CourseServiceSettings,
  ) {}

  /** Whether there is a program for it. */
  get isThere(): boolean {
    return this.ffmpeg.isThere;
  }

  /** Whether the program knows such a recording; any other reader is there in every build. */
  reads({ codecs }: MediaProperties): boolean {
    return !codecs.includes('av1') || this.ffmpeg.readsAv1;
  }

  /**
   * Makes a picture that stands for a video.
   * @returns its file and its size; undefined when there is no picture
   * @throws MediaRefused
   */
  async poster(recording: Recording): Promise<{ file: string; width: number } | undefined> {
    const { width, height, durationSeconds } = recording.properties;
    if (width === null || height === null) return undefined;
    const shown = Math.min(width, POSTER_WIDTH_MAX);
    const size = { width: shown, height: Math.max(1, Math.round((height * shown) / width)) };
    const file = path.join(recording.folder, 'poster.jpeg');
    const atSeconds = (durationSeconds ?? 0) * POSTER_AT;
    await this.work(recording, posterArguments(recording, size, { atSeconds, to: file }));
    return { file, width: shown };
  }

  /** Makes a stream, in storage. @throws MediaRefused */
  async stream(recording: Recording, done: PartDone): Promise<MediaStream> {
    const { id, properties, signal } = recording;
    const folder = path.join(recording.folder, 'stream');
    await mkdir(folder);
    const steps = this.stepsOf(properties);
    const args =
      steps.length > 0
        ? videoArguments(recording, steps, hasSound(properties))
        : audioArguments(recording);
    const upload = new StreamUpload(folder, {
      write: (name, file, contentType) =>
        this.files.write(this.files.streamFileOf(id, name), file, { contentType, signal }),
      bytesMax: mostBytes(steps, properties),
    });
    const duration = properties.durationSeconds ?? 0;
    for await (const seconds of this.ffmpeg.run(args, this.limits({ ...recording, folder }))) {
      done(Math.min(1, seconds / duration));
      await upload.takePieces();
    }
    const bitrates = bitratesOf(await readFile(path.join(folder, MASTER_PLAYLIST), 'utf8'));
    await assertWhole(folder, steps[0]?.name ?? SOUND_NAME, duration);
    await upload.takeRest();
    return {
      key: this.files.streamFileOf(id, MASTER_PLAYLIST),
      variants: bitrates.map((bitrate, index) => ({
        width: steps[index]?.width ?? null,
        height: steps[index]?.height ?? null,
        bitrate,
      })),
      segmentSeconds: SEGMENT_SECONDS,
      sizeBytes: upload.sizeBytes,
    };
  }

  private stepsOf({ width, height }: MediaProperties): LadderStep[] {
    if (width === null || height === null) return [];
    return ladderOf({ width, height }, this.settings.mediaVideoHeights);
  }

  private async work(recording: Recording, args: readonly string[]): Promise<void> {
    const said = this.ffmpeg.run(args, this.limits(recording));
    while (!(await said.next()).done);
  }

  private limits({ folder, signal, properties }: Recording): WorkLimits {
    const { mediaWorkSecondsMinimum, mediaWorkSecondsPerSecond } = this.settings;
    const proportional = (properties.durationSeconds ?? 0) * mediaWorkSecondsPerSecond;
    const timeoutMs = Math.ceil(Math.max(mediaWorkSecondsMinimum, proportional) * SECOND_MS);
    return { folder, signal, timeoutMs };
  }
}

/** @throws MediaRefused for a recording of which too little could be read */
async function assertWhole(folder: string, variant: string, duration: number): Promise<void> {
  const made = secondsOf(await readFile(path.join(folder, `${variant}.m3u8`), 'utf8'));
  if (made < duration * LEAST_PART) throw new MediaRefused(MediaFailure.unreadable);
}

function mostBytes(steps: readonly LadderStep[], { durationSeconds }: MediaProperties): number {
  const bitrates = steps.length > 0 ? steps.map(({ videoBitrate }) => videoBitrate) : [0];
  const bits = bitrates.reduce((sum, bitrate) => sum + bitrate + SOUND_BITRATE, 0);
  return ((durationSeconds ?? 0) * bits * ROOM) / 8 + bitrates.length * ROOM_BYTES;
}
