import { readdirSync } from 'node:fs';
import os from 'node:os';
import { text } from 'node:stream/consumers';
import { type Schemas, unwrap } from '@course-plateform/client';
import { storageAt } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import type { Platform } from '../src/platform';
import type { Stage } from '../src/stage';
import { type User } from '../src/users';
import { registerInstructor, signInAdmin } from '../src/steps';

/** Takes a worker some seconds, and longer than it lets pass between two signs of life. */
const SECONDS = 600;
const RATE = 8000;
const PATIENCE_MS = 150_000;

/** @param stage gives the platform, once it runs */
export function describeConversionJourneys(stage: () => Stage): void {
  describe('a recording', () => {
    let platform: Platform;
    let instructor: User;

    beforeAll(async () => {
      ({ platform } = stage());
      instructor = await registerInstructor(platform, await signInAdmin(platform.gatewayUrl));
    }, 120_000);

    async function upload(bytes: Buffer<ArrayBuffer>): Promise<string> {
      const body = new FormData();
      body.set('kind', 'audio');
      body.set('file', new Blob([bytes]), 'Lecture.wav');
      const response = await fetch(`${platform.gatewayUrl}/api/v1/media`, {
        method: 'POST',
        headers: { authorization: `Bearer ${instructor.token}` },
        body,
      });
      expect(response.status).toBe(201);
      return ((await response.json()) as Schemas['MediaResponse']).id;
    }

    function media(id: string): Promise<Schemas['MediaResponse']> {
      return unwrap(instructor.client.GET('/api/v1/media/{id}', { params: { path: { id } } }));
    }

    it('is converted to its end when the service is killed in the middle, and nothing of the first try is left', async () => {
      const id = await upload(recording());
      await eventually(
        'the conversion is in progress',
        async () => {
          const { status, progressPercent } = await media(id);
          expect(status).toBe('processing');
          return progressPercent > 35;
        },
        PATIENCE_MS,
      );
      const pid = await platform.pidOf('course');
      expect(foldersOf(pid)).not.toEqual([]);
      await platform.kill('course');
      await platform.restart('course');
      await eventually(
        'it is ready',
        async () => (await media(id)).status === 'ready',
        PATIENCE_MS,
      );
      expect(await media(id)).toMatchObject({ streamable: true, progressPercent: 100 });
      expect(foldersOf(pid)).toEqual([]);
      await expectWholeStream(id);
    }, 400_000);

    /** There are the files that the playlists name, and no others. */
    async function expectWholeStream(id: string): Promise<void> {
      const storage = storageAt(platform.stores.storage);
      const prefix = `renditions/${id}/hls/`;
      const stored: string[] = [];
      for await (const { key } of storage.list(prefix)) stored.push(key.slice(prefix.length));
      const playlist = await text(await storage.read(`${prefix}audio.m3u8`));
      const pieces = playlist.split('\n').filter((line) => line.endsWith('.m4s'));
      const lengths = [...playlist.matchAll(/^#EXTINF:([\d.]+)/gm)].map(([, one]) => Number(one));
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBeCloseTo(SECONDS, 0);
      const others = ['audio.m3u8', 'audio_init.mp4', 'master.m3u8'];
      expect(stored.sort()).toEqual([...pieces, ...others].sort());
    }
  });
}

/** Where a process of the service works on files. */
function foldersOf(pid: number | undefined): string[] {
  const owner = `course-media-${os.hostname()}-${String(pid)}-`;
  return readdirSync(os.tmpdir()).filter((name) => name.startsWith(owner));
}

/** A lecture as a recorder stores it (WAV, 16 bits, one channel): a hum that comes and goes. */
function recording(): Buffer<ArrayBuffer> {
  const samples = SECONDS * RATE;
  const bytes = Buffer.alloc(44 + 2 * samples);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  // The size of this part, one channel of numbers, and its rates.
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(2 * RATE, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(2 * samples, 40);
  for (let at = 0; at < samples; at += 1) {
    const loudness = 8000 * Math.abs(Math.sin(at / 5000));
    bytes.writeInt16LE(Math.round(loudness * Math.sin(at / 7)), 44 + 2 * at);
  }
  return bytes;
}
