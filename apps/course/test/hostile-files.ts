import { deflateSync, gzipSync } from 'node:zlib';
import { clip } from './clips.fixture';
import { photo, sample } from './media.fixture';

/** A file that an attacker might try, and how it may be refused. */
export interface HostileFile {
  readonly title: string;
  readonly kind: 'image' | 'video' | 'audio';
  readonly bytes: Buffer;
  readonly failures: readonly string[];
}

const WRONG = ['type_unsupported', 'unreadable'];

/** Forty files and more that are not what they say, are damaged, or ask for more than they give. */
export async function hostileFiles(): Promise<HostileFile[]> {
  const jpeg = await photo(400, 300);
  const [mp4, webm, mp3] = ['two-seconds.mp4', 'one-second.webm', 'three-seconds.mp3'].map(sample);
  if (!mp4 || !webm || !mp3) throw new Error('A sample is missing');
  return [
    ...textual(),
    ...pictures(jpeg),
    ...recordings(mp4, webm, mp3),
    ...swapped(jpeg, mp4, mp3),
    ...(await made()),
  ];
}

function textual(): HostileFile[] {
  const texts: readonly (readonly [string, string])[] = [
    ['a page as a picture', '<!doctype html><script>alert(1)</script>'],
    [
      'SVG with a script',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    ],
    ['SVG with an entity', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>'],
    ['SVG after a declaration', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a script', '#!/bin/sh\nrm -rf /\n'],
    ['PHP', '<?php system($_GET[0]); ?>'],
    ['PostScript', '%!PS-Adobe-3.0\n(%pipe%id) (w) file'],
    ['ImageMagick commands', 'push graphic-context\nimage over 0,0 0,0 "https://127.0.0.1/x"\n'],
    ['text alone', 'Not a picture.'],
    ['blanks', ' '.repeat(1000)],
  ];
  const playlists: readonly (readonly [string, string])[] = [
    ['a playlist of a local file', '#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n'],
    ['a playlist that leads elsewhere', '#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:1/x.ts\n'],
    ['a list of files to join', "ffconcat version 1.0\nfile '/etc/passwd'\n"],
    [
      'a DASH manifest',
      '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>file:///</BaseURL></MPD>',
    ],
    ['subtitles as a video', 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n'],
  ];
  return [
    ...texts.map(([title, text]) => hostile(title, 'image', Buffer.from(text))),
    ...playlists.flatMap(([title, text]) => [
      hostile(title, 'video', Buffer.from(text)),
      hostile(`${title}, as audio`, 'audio', Buffer.from(text)),
    ]),
  ];
}

function pictures(jpeg: Buffer): HostileFile[] {
  const middle = Math.floor(jpeg.length / 2);
  return [
    hostile('half a JPEG', 'image', jpeg.subarray(0, middle)),
    hostile('the head of a JPEG', 'image', jpeg.subarray(0, 20)),
    hostile(
      'a JPEG of noise',
      'image',
      Buffer.concat([jpeg.subarray(0, 30), Buffer.alloc(999, 7)]),
    ),
    hostile('a PNG that is only a head', 'image', png(1, 1).subarray(0, 33)),
    hostile('a PNG with a broken checksum', 'image', broken(png(8, 8))),
    hostile('a PNG of 30,000 × 30,000 pixels', 'image', png(30_000, 30_000), ['too_many_pixels']),
    hostile('a PNG of 60,000 × 60,000 pixels', 'image', png(60_000, 60_000), [
      ...['too_many_pixels', 'unreadable'],
    ]),
    hostile('a GIF of 65,535 × 65,535 pixels', 'image', gif(65_535), [
      ...['too_many_pixels', 'unreadable'],
    ]),
    hostile('a GIF with a script', 'image', Buffer.from('GIF89a/*<script>alert(1)</script>*/=1;')),
    hostile('BMP', 'image', Buffer.concat([Buffer.from('BM'), Buffer.alloc(100)])),
    hostile('TIFF', 'image', Buffer.concat([Buffer.from('II*\0'), Buffer.alloc(100)])),
    hostile('an icon', 'image', Buffer.concat([Buffer.from([0, 0, 1, 0, 1, 0]), Buffer.alloc(64)])),
    hostile(
      'a Photoshop file',
      'image',
      Buffer.concat([Buffer.from('8BPS\0\x01'), Buffer.alloc(64)]),
    ),
    hostile('PDF as a picture', 'image', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')),
    hostile('a zip as a picture', 'image', Buffer.from('PK\x03\x04'.padEnd(100, '\0'))),
    hostile('a bomb of gzip', 'image', gzipSync(Buffer.alloc(10_000_000))),
    hostile(
      'a program',
      'image',
      Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(99)]),
    ),
    hostile('a Windows program', 'image', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(99)])),
  ];
}

function recordings(mp4: Buffer, webm: Buffer, mp3: Buffer): HostileFile[] {
  const half = (bytes: Buffer): Buffer => bytes.subarray(0, Math.floor(bytes.length / 20));
  return [
    hostile('the head of an MP4', 'video', mp4.subarray(0, 40)),
    hostile('a twentieth of an MP4', 'video', half(mp4)),
    hostile('an MP4 of another length', 'video', boxed(mp4)),
    hostile('a twentieth of a WebM', 'video', half(webm)),
    hostile('the head of a WebM', 'video', webm.subarray(0, 30)),
    hostile('an MP4 of zeros', 'video', Buffer.concat([mp4.subarray(0, 32), Buffer.alloc(5000)])),
    hostile('a WAV without samples', 'audio', Buffer.from('RIFF\x24\0\0\0WAVEfmt ')),
    hostile(
      'an Ogg without pages',
      'audio',
      Buffer.concat([Buffer.from('OggS'), Buffer.alloc(60)]),
    ),
    hostile(
      'a FLAC without frames',
      'audio',
      Buffer.concat([Buffer.from('fLaC'), Buffer.alloc(9)]),
    ),
    hostile('an ID3 tag alone', 'audio', Buffer.concat([mp3.subarray(0, 0), id3()])),
    hostile('a year of silence', 'video', lasting(mp4), ['too_long', 'unreadable']),
  ];
}

/** Recordings that only show what they are when they are read to the end. */
async function made(): Promise<HostileFile[]> {
  const whole = await clip({ size: '128x72', seconds: 4, encoding: ['-movflags', '+faststart'] });
  const tracks = Array.from({ length: 40 }, () => ['-map', '1:a']).flat();
  const manyTracks = await clip({ file: 'mkv', encoding: ['-c:v', 'libx264', ...tracks] });
  const large = ['-vf', 'scale=8320:16', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
  const bomb = ['-vf', 'scale=9000:9000', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
  return [
    hostile('a beginning without its end', 'video', whole.subarray(0, whole.length / 3)),
    hostile('pictures and sound of zeros', 'video', emptied(whole)),
    hostile('a Matroska of forty tracks', 'video', manyTracks),
    hostile('a very wide video', 'video', await clip({ encoding: large }), ['too_many_pixels']),
    hostile(
      'frames larger than the file says',
      'video',
      shrunk(await clip({ encoding: bomb, sound: false, rate: 1 })),
      [...['too_many_pixels', 'unreadable']],
    ),
    hostile('sound alone as a video', 'video', await clip({ file: 'm4a' })),
  ];
}

/** Without a byte of what is seen and heard. */
function emptied(mp4: Buffer): Buffer {
  const copy = Buffer.from(mp4);
  return copy.fill(0, copy.indexOf('mdat') + 4);
}

/** Says that its picture is small, in the track and in the description of its frames. */
function shrunk(mp4: Buffer): Buffer {
  const copy = Buffer.from(mp4);
  const track = copy.indexOf('tkhd');
  copy.writeUInt32BE(64 << 16, track + 80);
  copy.writeUInt32BE(36 << 16, track + 84);
  const frames = copy.indexOf('avc1', copy.indexOf('stsd'));
  copy.writeUInt16BE(64, frames + 28);
  copy.writeUInt16BE(36, frames + 30);
  return copy;
}

/** Files of another kind than they were announced as. */
function swapped(jpeg: Buffer, mp4: Buffer, mp3: Buffer): HostileFile[] {
  return [
    hostile('a picture as a video', 'video', jpeg),
    hostile('a picture as audio', 'audio', jpeg),
    hostile('a video as a picture', 'image', mp4),
    hostile('audio as a picture', 'image', mp3),
    hostile('audio as a video', 'video', mp3),
    hostile('a video as audio', 'audio', mp4),
  ];
}

function hostile(
  title: string,
  kind: HostileFile['kind'],
  bytes: Buffer,
  failures: readonly string[] = WRONG,
): HostileFile {
  return { title, kind, bytes, failures };
}

function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  // Rows of one bit a pixel, which deflate to a thousandth.
  const rows = Buffer.alloc(Math.min((Math.ceil(width / 8) + 1) * height, 4_000_000));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function broken(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt32BE(0, 29);
  return copy;
}

function gif(side: number): Buffer {
  const bytes = Buffer.from(
    'GIF89a\0\0\0\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\0\0\0\0\0\x02\x02D\x01\0;',
    'latin1',
  );
  for (const at of [6, 8, 24, 26]) bytes.writeUInt16LE(side, at);
  return bytes;
}

/** Says that its first box is longer than the file. */
function boxed(mp4: Buffer): Buffer {
  const copy = Buffer.from(mp4);
  copy.writeUInt32BE(0xfffffff, 0);
  return copy;
}

/** Says that it lasts for a year. */
function lasting(mp4: Buffer): Buffer {
  const copy = Buffer.from(mp4);
  const at = copy.indexOf('stts');
  // The duration of each of its samples, in units of the track.
  copy.writeUInt32BE(0x7fffffff, at + 16);
  return copy;
}

function id3(): Buffer {
  return Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\x0a'), Buffer.alloc(20)]);
}
