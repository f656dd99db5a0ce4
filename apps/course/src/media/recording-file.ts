import {
  ADTS,
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
import { type MediaFacts, NO_FACTS } from './media-facts';
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
export async function recordingFacts(
  file: string,
  kind: MediaKind.video | MediaKind.audio,
  limits: Limits,
): Promise<MediaFacts> {
  using input = new Input({ formats: FORMATS, source: new FilePathSource(file) });
  try {
    const tracks = await input.getTracks();
    if (tracks.length === 0 || tracks.length > TRACKS_MAX) {
      throw new MediaRefused(MediaFailure.unreadable);
    }
    const facts = await factsOf(input, tracks);
    assertWithin(facts, kind, limits);
    return facts;
  } catch (error) {
    if (error instanceof MediaRefused) throw error;
    throw new MediaRefused(MediaFailure.unreadable, { cause: error });
  }
}

async function factsOf(input: Input, tracks: InputTrack[]): Promise<MediaFacts> {
  const video = await input.getPrimaryVideoTrack();
  const codecs = await Promise.all(tracks.map((track) => track.getCodec()));
  return {
    ...NO_FACTS,
    durationSeconds: await input.computeDuration(tracks),
    codecs: [...new Set(codecs.filter((codec) => codec !== null))],
    ...(video
      ? { width: await video.getDisplayWidth(), height: await video.getDisplayHeight() }
      : {}),
  };
}

function assertWithin(
  { durationSeconds, width, height, codecs }: MediaFacts,
  kind: MediaKind,
  { secondsMax }: Limits,
): void {
  const hasPicture = width !== null && height !== null && width > 0 && height > 0;
  const isWhole =
    codecs.length > 0 && Number.isFinite(durationSeconds) && (durationSeconds ?? 0) > 0;
  if (!isWhole) throw new MediaRefused(MediaFailure.unreadable);
  if (kind === MediaKind.video && !hasPicture) throw new MediaRefused(MediaFailure.typeUnsupported);
  if (Math.max(width ?? 0, height ?? 0) > SIDE_MAX) {
    throw new MediaRefused(MediaFailure.tooManyPixels);
  }
  if ((durationSeconds ?? 0) > secondsMax) throw new MediaRefused(MediaFailure.tooLong);
}
