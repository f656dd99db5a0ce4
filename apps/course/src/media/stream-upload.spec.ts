import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MediaRefused } from './media-failure';
import { StreamUpload } from './stream-upload';

describe('the upload of a stream', () => {
  let folder: string;
  let taken: string[];

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'stream-upload-'));
    taken = [];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function make(...names: string[]): void {
    for (const name of names) writeFileSync(path.join(folder, name), '0123456789');
  }

  function upload(bytesMax: number): StreamUpload {
    const write = (name: string, _file: string, type: string): Promise<void> => {
      taken.push(`${name} ${type}`);
      return Promise.resolve();
    };
    return new StreamUpload(folder, { write, bytesMax });
  }

  it('takes finished pieces as they come, and the master playlist last', async () => {
    const stream = upload(1000);
    make('a_1.m4s', 'a_2.m4s.tmp', 'a_init.mp4');
    await stream.takePieces();
    expect(taken).toEqual(['a_1.m4s video/iso.segment']);
    expect(readdirSync(folder).sort()).toEqual(['a_2.m4s.tmp', 'a_init.mp4']);
    rmSync(path.join(folder, 'a_2.m4s.tmp'));
    make('a_2.m4s', 'a.m3u8', 'master.m3u8', 'z.m3u8');
    await stream.takeRest();
    expect(taken.slice(1)).toEqual([
      'a_2.m4s video/iso.segment',
      'a.m3u8 application/vnd.apple.mpegurl',
      'a_init.mp4 video/mp4',
      'z.m3u8 application/vnd.apple.mpegurl',
      'master.m3u8 application/vnd.apple.mpegurl',
    ]);
    expect(readdirSync(folder)).toEqual([]);
    expect(stream.sizeBytes).toBe(60);
  });

  it('ends when there is more than there can be', async () => {
    make('a_1.m4s', 'a_2.m4s', 'a_3.m4s');
    await expect(upload(25).takePieces()).rejects.toThrow(MediaRefused);
    expect(taken).toHaveLength(2);
  });
});
