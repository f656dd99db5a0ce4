import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { once } from 'node:events';
import { eventually, testStores } from '@course-plateform/common/test-kit';
import type { CourseServiceSettings } from '../src/env';
import { Ffmpeg, guarded } from '../src/media/ffmpeg';
import { audioArguments, videoArguments } from '../src/media/ffmpeg-arguments';
import { MediaRefused } from '../src/media/media-failure';
import { clip } from './clips.fixture';
import { runs } from './ffmpeg-stand-in';

const MEBIBYTE = 1024 * 1024;
const STEPS = [{ name: '36p', width: 64, height: 36, videoBitrate: 100_000 }];

describe('FFmpeg', () => {
  let folder: string;
  let connections = 0;
  const listener = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });

  beforeAll(async () => {
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
  });
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'ffmpeg-test-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  afterAll(() => {
    listener.close();
  });

  function ffmpeg(memoryBytes = 2048 * MEBIBYTE, program = testStores().ffmpegPath): Ffmpeg {
    return new Ffmpeg({
      ffmpegPath: program,
      mediaMemoryMaximumBytes: memoryBytes,
    } as CourseServiceSettings);
  }

  async function work(args: readonly string[], program = ffmpeg()): Promise<number[]> {
    const limits = { folder, timeoutMs: 20_000, signal: new AbortController().signal };
    const reports: number[] = [];
    for await (const seconds of program.run(args, limits)) reports.push(seconds);
    return reports;
  }

  function file(content: string | Buffer): string {
    const name = path.join(folder, 'original.mp4');
    writeFileSync(name, content);
    return name;
  }

  it.each([
    ...['video/mp4', 'video/quicktime', 'video/webm', 'video/matroska', 'audio/mp4'],
    ...['audio/x-m4a', 'audio/mpeg', 'audio/ogg', 'audio/wav', 'audio/flac'],
  ])('is not led elsewhere by a file that is said to be %s', async (contentType) => {
    const { port } = listener.address() as AddressInfo;
    const secret = path.join(folder, 'secret.txt');
    writeFileSync(secret, 'a secret of this machine');
    const own = path.join(folder, 'own.mp4');
    writeFileSync(own, await clip());
    const hostile = [
      `#EXTM3U\n#EXTINF:1,\nfile://${own}\n#EXT-X-ENDLIST\n`,
      `#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:${port}/x.ts\n#EXT-X-ENDLIST\n`,
      `ffconcat version 1.0\nfile '${own}'\n`,
      `ffconcat version 1.0\nfile 'http://127.0.0.1:${port}/x'\n`,
      `<?xml version="1.0"?><MPD><BaseURL>http://127.0.0.1:${port}/</BaseURL></MPD>`,
      `<svg xmlns="http://www.w3.org/2000/svg"><image href="http://127.0.0.1:${port}/"/></svg>`,
      `v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video ${port} RTP/AVP 96\n`,
      `1\n00:00:00,000 --> 00:00:01,000\n${secret}\n`,
      `http://127.0.0.1:${port}/x.mp4\n`,
    ];
    for (const content of hostile) {
      const source = { file: file(content), contentType };
      const args = contentType.startsWith('video')
        ? videoArguments(source, STEPS, true)
        : audioArguments(source);
      await expect(work(args)).rejects.toThrow(MediaRefused);
    }
    expect(connections).toBe(0);
    const made = readdirSync(folder).filter((name) => /\.(m4s|m3u8)$/.test(name));
    expect(made).toEqual([]);
  });

  it('leaves out what is neither seen nor heard, and what the file says of itself', async () => {
    const encoding = ['-metadata', 'title=A secret title', '-metadata', 'location=+51.5-0.1/'];
    const bytes = await clip({ encoding: [...encoding, '-pix_fmt', 'yuv420p'] });
    expect(bytes.toString('latin1')).toContain('A secret title');
    await work(videoArguments({ file: file(bytes), contentType: 'video/mp4' }, STEPS, true));
    const made = readdirSync(folder).filter((name) => !name.startsWith('original'));
    expect(made.sort()).toEqual(['36p.m3u8', '36p_00000.m4s', '36p_init.mp4', 'master.m3u8']);
    for (const name of made) {
      expect(readFileSync(path.join(folder, name), 'latin1')).not.toMatch(/secret|51\.5/);
    }
  });

  it('may not read with decoders that no camera needs', async () => {
    const bytes = await clip({ file: 'mov', encoding: ['-c:v', 'rawvideo', '-pix_fmt', 'rgb24'] });
    const source = { file: file(bytes), contentType: 'video/quicktime' };
    const refused = work(videoArguments(source, STEPS, true));
    await expect(refused).rejects.toMatchObject({
      cause: { message: expect.stringContaining('not on whitelist') },
    });
  });

  it('fails, and may succeed another time, when it lacks memory', async () => {
    const source = { file: file(await clip({ size: '1280x720' })), contentType: 'video/mp4' };
    const steps = [{ name: '720p', width: 1280, height: 720, videoBitrate: 1_000_000 }];
    const args = videoArguments(source, steps, true);
    await expect(work(args, ffmpeg(80 * MEBIBYTE))).rejects.not.toThrow(MediaRefused);
    expect((await work(args)).at(-1)).toBeGreaterThan(0);
  });

  it('must be a program that can do the work', async () => {
    await expect(ffmpeg(0, '/bin/true').onModuleInit()).rejects.toThrow('libx264');
    await expect(ffmpeg(0, '/no/such/program').onModuleInit()).rejects.toThrow('ENOENT');
  });

  it('does not outlive a process that is killed', async () => {
    const sleep = ['/bin/sh', '-c', 'echo $$ > pid; exec sleep 600'];
    const limits = { memoryBytes: 512 * MEBIBYTE, fileBytes: MEBIBYTE };
    const [command, args] = guarded(sleep, limits);
    const script = `require('node:child_process').spawn(...${JSON.stringify([command, args, { detached: true, stdio: 'pipe' }])}); setInterval(() => {}, 1000)`;
    const parent = spawn(process.execPath, ['-e', script], { cwd: folder });
    const pidFile = path.join(folder, 'pid');
    await eventually('it runs', () =>
      Promise.resolve(existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== ''),
    );
    const pid = Number(readFileSync(pidFile, 'utf8'));
    expect(runs(pid)).toBe(true);
    parent.kill('SIGKILL');
    await eventually('it is gone', () => Promise.resolve(!runs(pid)));
  });
});
