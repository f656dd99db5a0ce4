import { describeEnum } from '@course-plateform/types/platform';

export enum MediaKind {
  image = 'image',
  video = 'video',
  audio = 'audio',
  document = 'document',
  caption = 'caption',
}

describeEnum(MediaKind, {
  image: 'A picture: JPEG, PNG, WebP, AVIF or GIF',
  video: 'MP4, QuickTime, WebM or Matroska',
  audio: 'MP3, M4A, Ogg, WAV or FLAC',
  document: 'A PDF without a password',
  caption: 'What is said in a video or a recording: WebVTT or SubRip (SRT)',
});

/** What may be in a file of each kind, as its first bytes say. */
export const MEDIA_TYPES: Readonly<Record<MediaKind, readonly string[]>> = {
  [MediaKind.image]: ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'],
  [MediaKind.video]: ['video/mp4', 'video/quicktime', 'video/webm', 'video/matroska'],
  [MediaKind.audio]: [
    ...['audio/mpeg', 'audio/x-m4a', 'audio/mp4', 'audio/ogg', 'audio/wav', 'audio/flac'],
  ],
  [MediaKind.document]: ['application/pdf'],
  // Texts have no first bytes to know them by; their reader decides.
  [MediaKind.caption]: [],
};
