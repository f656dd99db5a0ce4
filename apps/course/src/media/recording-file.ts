import {
  ADTS,
  AUDIO_CODECS,
  FLAC,
  FilePathSource,
  Input,
  type InputTrack,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  QTFF,
  WAVE,
  WEBM,
} from 'mediabunny';
import { MediaFailure, MediaRefused } from './media-failure';
import { type MediaProperties, NO_PROPERTIES } from './media-properties';
import { MediaKind } from './media-kind';

/** Files that stand for themselves: a playlist would lead elsewhere. */
const FORMATS = [MP4, QTFF, WEBM, MATROSKA, MP3, WAVE, OGG, FLAC, ADTS];
/** More than any recording of a course has. */
const TRACKS_MAX = 32;
const SIDE_MAX = 8192;

interface Limits {
  readonly secondsMax: number;
}

/**
 * Reads what a video or an audio file says about itself: how long it is, how large its picture, and how it is encoded.
 * Only parts of the file are read.
 * @throws MediaRefused
 */
export async function recordingProperties(
  file: string,
  kind: MediaKind.video | MediaKind.audio,
  limits: Limits,
): Promise<MediaProperties> {
  using input = new Input({ formats: FORMATS, source: new FilePathSource(file) });
  try {
    const tracks = await input.getTracks();
    if (tracks.length === 0 || tracks.length > TRACKS_MAX) {
      throw new MediaRefused(MediaFailure.unreadable);
    }
    const properties = await propertiesOf(input, tracks);
    assertWithin(properties, kind, limits);
    return properties;
  } catch (error) {
    if (error instanceof MediaRefused) throw error;
    throw new MediaRefused(MediaFailure.unreadable, { cause: error });
  }
}

/** Whether there is something to hear in a recording. */
export function hasSound({ codecs }: MediaProperties): boolean {
  return codecs.some((codec) => AUDIO_CODECS.some((known) => known === codec));
}

async function propertiesOf(input: Input, tracks: InputTrack[]): Promise<MediaProperties> {
  const video = await input.getPrimaryVideoTrack();
  const codecs = await Promise.all(tracks.map((track) => track.getCodec()));
  return {
    ...NO_PROPERTIES,
    durationSeconds: await input.computeDuration(tracks),
    codecs: [...new Set(codecs.filter((codec) => codec !== null))],
    ...(video
      ? { width: await video.getDisplayWidth(), height: await video.getDisplayHeight() }
      : {}),
  };
}

function assertWithin(properties: MediaProperties, kind: MediaKind, { secondsMax }: Limits): void {
  const { durationSeconds, codecs } = properties;
  const seconds = durationSeconds ?? 0;
  const isWhole = codecs.length > 0 && Number.isFinite(seconds) && seconds > 0;
  if (!isWhole) throw new MediaRefused(MediaFailure.unreadable);
  if (kind === MediaKind.video && !hasPicture(properties)) {
    throw new MediaRefused(MediaFailure.typeUnsupported);
  }
  if (longestSide(properties) > SIDE_MAX) throw new MediaRefused(MediaFailure.tooManyPixels);
  if (seconds > secondsMax) throw new MediaRefused(MediaFailure.tooLong);
}

function hasPicture({ width, height }: MediaProperties): boolean {
  return (width ?? 0) > 0 && (height ?? 0) > 0;
}

function longestSide({ width, height }: MediaProperties): number {
  return Math.max(width ?? 0, height ?? 0);
}
