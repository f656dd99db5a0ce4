import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { unwrap } from '@course-plateform/client';
import type { Account } from './accounts';

/** Images are processed within a second; this is for a machine that is busy. */
const READY_WITHIN_MS = 60_000;

/** A cover has the proportions of a video. */
const COVER = { width: 768, height: 432 };

/** What the instructors' covers look like. */
const COLORS = [
  ['#1d4ed8', '#22d3ee'],
  ['#be123c', '#fb923c'],
  ['#15803d', '#a3e635'],
  ['#6d28d9', '#f472b6'],
  ['#0f766e', '#fde047'],
] as const;

const CAPTIONS = {
  en: 'WEBVTT\n\n00:00.000 --> 00:02.000\nWelcome to the course.\n',
  fr: 'WEBVTT\n\n00:00.000 --> 00:02.000\nBienvenue dans ce cours.\n',
};

/** Files of an instructor, which all their courses use. */
export interface DemoMedia {
  readonly coverId: string;
  readonly videoId: string;
  /** By language. */
  readonly captionIds: Readonly<Record<string, string>>;
}

/** Uploads a cover, a video of two seconds and its captions, and waits until they can be used. */
export async function uploadDemoMedia(instructor: Account, index: number): Promise<DemoMedia> {
  const video = await readFile(path.join(__dirname, 'welcome.mp4'));
  const captions = Object.entries(CAPTIONS).map(async ([locale, text]) => {
    return [locale, await upload(instructor, 'caption', Buffer.from(text))] as const;
  });
  const [coverId, videoId, ...captionIds] = await Promise.all([
    upload(instructor, 'image', await cover(index)),
    upload(instructor, 'video', video),
    ...captions,
  ]);
  return { coverId, videoId, captionIds: Object.fromEntries(captionIds) };
}

function cover(index: number): Promise<Buffer> {
  const { width, height } = COVER;
  const [from, to] = COLORS[index % COLORS.length] ?? COLORS[0];
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <linearGradient id="g" x2="1" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>
    <rect width="100%" height="100%" fill="url(#g)"/>
    <circle cx="${width * 0.72}" cy="${height * 0.45}" r="${height * 0.3}" fill="#fff" fill-opacity=".35"/>
  </svg>`;
  return sharp(Buffer.from(picture)).jpeg().toBuffer();
}

async function upload(
  { client }: Account,
  kind: 'image' | 'video' | 'caption',
  bytes: Buffer,
): Promise<string> {
  const form = new FormData();
  form.set('kind', kind);
  const file = new Blob([new Uint8Array(bytes)]);
  form.set('file', file, kind);
  const { id } = await unwrap(
    client.POST('/api/v1/media', { body: { kind, file }, bodySerializer: () => form }),
  );
  const ends = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const media = await unwrap(client.GET('/api/v1/media/{id}', { params: { path: { id } } }));
    if (media.status === 'ready') return id;
    if (media.status === 'failed' || Date.now() > ends) {
      throw new Error(`The ${kind} of the demo is ${media.status}: ${media.failure ?? 'too slow'}`);
    }
    await pause(50);
  }
}
