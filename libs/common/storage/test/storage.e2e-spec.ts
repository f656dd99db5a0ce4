import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { testStores, uniqueName } from '@course-plateform/common/test-kit';
import { ObjectNotFound, type ObjectStorage, openStorage, parseStorageUrl } from '../src';

const TYPE = { contentType: 'text/plain' };
const MEBIBYTE = 1024 * 1024;

describe.each(['a bucket', 'a folder'])('storage in %s', (kind) => {
  let folder: string;
  let storage: ObjectStorage;

  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'storage-'));
    const url =
      kind === 'a folder'
        ? pathToFileURL(folder).href
        : `${testStores().storageUrl}/${uniqueName()}`;
    storage = openStorage(parseStorageUrl(url));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const text = async (key: string): Promise<string> =>
    (await buffer(await storage.read(key))).toString();

  it('gives back what was written, whole or in part', async () => {
    await storage.write('a/words.txt', Readable.from(['one two ', 'three']), TYPE);
    expect(await text('a/words.txt')).toBe('one two three');
    const part = await storage.read('a/words.txt', { start: 4, end: 6 });
    expect((await buffer(part)).toString()).toBe('two');
    const info = await storage.stat('a/words.txt');
    expect(info).toMatchObject({ key: 'a/words.txt', sizeBytes: 13 });
    expect(Date.now() - (info?.modifiedAt.getTime() ?? 0)).toBeLessThan(60_000);
  });

  it('replaces an object as a whole', async () => {
    await storage.write('b/replaced', Readable.from(['a long first text']), TYPE);
    await storage.write('b/replaced', Readable.from(['short']), TYPE);
    expect(await text('b/replaced')).toBe('short');
  });

  it('keeps objects of several parts, and empty ones', async () => {
    const block = Buffer.alloc(MEBIBYTE, 'x');
    const blocks = Array.from({ length: 20 }, () => block);
    await storage.write('c/large', Readable.from(blocks), TYPE);
    expect(await storage.stat('c/large')).toMatchObject({ sizeBytes: 20 * MEBIBYTE });
    await storage.write('c/empty', Readable.from([]), TYPE);
    expect(await text('c/empty')).toBe('');
  });

  it('says which objects are missing', async () => {
    expect(await storage.stat('d/none')).toBeUndefined();
    await expect(storage.read('d/none')).rejects.toThrow(ObjectNotFound);
    await storage.remove(['d/none']);
  });

  it('lists and removes by prefix, and nothing beside', async () => {
    for (const key of ['e/one', 'e/in/two', 'e2/three']) {
      await storage.write(key, Readable.from([key]), TYPE);
    }
    expect(await keys('e/')).toEqual(['e/in/two', 'e/one']);
    expect(await keys('nothing/')).toEqual([]);
    await storage.removeAll('e/');
    expect(await keys('e/')).toEqual([]);
    expect(await keys('e2/')).toEqual(['e2/three']);
  });

  it.each(['a source that breaks', 'a signal'])(
    'keeps nothing of a write ended by %s',
    async (how) => {
      const abort = new AbortController();
      const blocks = function* (): Generator<Buffer> {
        for (let sent = 0; ; sent += 1) {
          if (sent === 12 && how === 'a signal')
            setImmediate(() => abort.abort(new Error('the end')));
          if (sent === 12 && how !== 'a signal') throw new Error('the end');
          yield Buffer.alloc(MEBIBYTE);
        }
      };
      const write = storage.write('f/broken', Readable.from(blocks()), {
        ...TYPE,
        signal: abort.signal,
      });
      await expect(write).rejects.toThrow(/the end|aborted/);
      expect(await storage.stat('f/broken')).toBeUndefined();
      if (kind === 'a folder') expect(await readdir(path.join(folder, '.unfinished'))).toEqual([]);
    },
  );

  it.each([
    '',
    '../up',
    'a/../b',
    '/a',
    'a//b',
    'a/.hidden',
    'a b',
    'a%2f',
    'ü',
    'a\\b',
    'x'.repeat(513),
  ])('refuses the key %j', async (key) => {
    await expect(storage.write(key, Readable.from(['x']), TYPE)).rejects.toThrow('Not a key');
    await expect(storage.read(key)).rejects.toThrow('Not a key');
    await expect(storage.stat(key)).rejects.toThrow('Not a key');
    await expect(storage.remove([key])).rejects.toThrow('Not a key');
  });

  it('signs addresses where readers can reach it', async () => {
    await storage.write('g/page', Readable.from(['<b>hello</b>']), TYPE);
    const url = await storage.signedUrl('g/page', {
      expiresInSeconds: 60,
      contentType: 'text/html',
      disposition: 'attachment; filename="page.html"',
    });
    if (kind === 'a folder') {
      expect(url).toBeUndefined();
      return;
    }
    const response = await fetch(url ?? '', { headers: { range: 'bytes=3-7' } });
    expect(response.status).toBe(206);
    expect(await response.text()).toBe('hello');
    expect(response.headers.get('content-type')).toBe('text/html');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="page.html"');
    const other = await fetch((url ?? '').replace('g/page', 'a/words.txt'));
    expect(other.status).toBe(403);
  });

  async function keys(prefix: string): Promise<string[]> {
    const found: string[] = [];
    for await (const { key } of storage.list(prefix)) found.push(key);
    return found.sort();
  }
});
