import { readFile } from 'node:fs/promises';
import sanitize from 'sanitize-html';
import { MediaFailure, MediaRefused } from './media-failure';

/** A piece of text, and when it is shown. */
export interface CaptionCue {
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** With the marks `b`, `i` and `u` of WebVTT alone, and other characters escaped. */
  readonly text: string;
}

/** More than is said in the longest video. */
const CUES_MAX = 20_000;
const CUE_TEXT_MAX = 1_000;
const HEADER = /^WEBVTT(?=\s|$)/;
/** Blocks of WebVTT without a text to show. */
const ASIDE = /^(NOTE|STYLE|REGION)(?=\s|$)/;
const TIMING = '-->';
/** Hours may be left out in WebVTT, and SubRip has a comma before the milliseconds. */
const TIME = /^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)[.,](\d{3})$/;
const KEPT_MARKS = { allowedTags: ['b', 'i', 'u'], allowedAttributes: {} };

/** Lines of a file without an empty one between them. */
interface Block {
  readonly lines: readonly string[];
  /** The number of its first line, from 1. */
  readonly line: number;
}

/**
 * Reads captions in WebVTT (https://www.w3.org/TR/webvtt1/) or, when they do not begin with that word, in SubRip (SRT).
 * What cues say about their place and looks is left out.
 * @param secondsMax how late a cue may end, in seconds
 * @returns the cues in the order of their times
 * @throws MediaRefused with the line that is wrong, or when the file is no text
 */
export async function readCaptions(file: string, secondsMax: number): Promise<CaptionCue[]> {
  const blocks = blocksOf(decoded(await readFile(file)));
  const isWebVtt = HEADER.test(blocks[0]?.lines[0] ?? '');
  const shown = isWebVtt
    ? blocks.slice(1).filter(({ lines }) => !ASIDE.test(lines[0] ?? ''))
    : blocks;
  if (shown.length === 0) throw invalid(1);
  const cues = shown.map((block) => cueOf(block, secondsMax));
  if (cues.length > CUES_MAX) throw invalid(shown[CUES_MAX]?.line ?? 1);
  return cues.toSorted((one, other) => one.startSeconds - other.startSeconds);
}

/** Captions as WebVTT, which all browsers show. */
export function webVttOf(cues: readonly CaptionCue[]): string {
  const blocks = cues.map(
    ({ startSeconds, endSeconds, text }) =>
      `${timeOf(startSeconds)} ${TIMING} ${timeOf(endSeconds)}\n${text}\n`,
  );
  return `WEBVTT\n\n${blocks.join('\n')}`;
}

/** UTF-8, or UTF-16 with a byte order mark. @throws MediaRefused for anything else */
function decoded(bytes: Buffer): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text.replaceAll(/\r\n?/g, '\n');
  } catch (error) {
    throw new MediaRefused(MediaFailure.typeUnsupported, { cause: error });
  }
  throw new MediaRefused(MediaFailure.typeUnsupported);
}

function blocksOf(source: string): Block[] {
  const blocks: { lines: string[]; line: number }[] = [];
  let open = false;
  for (const [index, line] of source.split('\n').entries()) {
    const text = line.trimEnd();
    if (text === '') open = false;
    else if (open) blocks.at(-1)?.lines.push(text);
    else blocks.push({ lines: [text], line: index + 1 });
    open = text !== '';
  }
  return blocks;
}

/** @throws MediaRefused with the line that is wrong */
function cueOf({ lines, line }: Block, secondsMax: number): CaptionCue {
  // A name or a number may stand above the times.
  const at = lines[0]?.includes(TIMING) ? 0 : 1;
  const [from = '', rest] = (lines[at] ?? '').split(TIMING);
  const startSeconds = secondsOf(from.trim());
  const endSeconds = secondsOf(rest?.trim().split(/\s+/)[0] ?? '');
  if (startSeconds === undefined || endSeconds === undefined) throw invalid(line + at);
  if (endSeconds <= startSeconds || endSeconds > secondsMax) throw invalid(line + at);
  const text = sanitize(lines.slice(at + 1).join('\n'), KEPT_MARKS);
  if (text.length > CUE_TEXT_MAX) throw invalid(line + at + 1);
  return { startSeconds, endSeconds, text };
}

function secondsOf(time: string): number | undefined {
  const found = TIME.exec(time);
  if (!found) return undefined;
  const [hours = 0, minutes = 0, seconds = 0, thousandths = 0] = found
    .slice(1)
    .map((one = '0') => Number(one));
  return hours * 3600 + minutes * 60 + seconds + thousandths / 1000;
}

function timeOf(allSeconds: number): string {
  const thousandths = Math.round(allSeconds * 1000);
  const part = (of: number, length = 2): string => String(Math.floor(of)).padStart(length, '0');
  const [hours, minutes] = [thousandths / 3_600_000, (thousandths / 60_000) % 60];
  return `${part(hours)}:${part(minutes)}:${part((thousandths / 1000) % 60)}.${part(thousandths % 1000, 3)}`;
}

function invalid(line: number): MediaRefused {
  return new MediaRefused(MediaFailure.captionInvalid, { line });
}
