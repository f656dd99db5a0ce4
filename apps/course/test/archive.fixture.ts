import { crc32 } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { type Entry, fromBuffer } from 'yauzl';
import { type TestService, type TestUser, bearer } from '@course-plateform/common/testing';
import { sha256 } from './media.fixture';

/** What an archive says about its course, as far as tests look into it. */
export interface CourseJson {
  format: string;
  version: number;
  course: Record<string, unknown>;
  sections: { title: string; lessons: Record<string, unknown>[] }[];
  media: { id: string; kind: string; name: string; sha256: string; sizeBytes: number }[];
  quizzes: { id: string; title: string; settings: object; questions: object[] }[];
}

/** An entry as it is written, with whatever is to be wrong about it. */
export interface RawEntry {
  readonly name: string;
  readonly bytes: Buffer;
  /** 0 for stored, 8 for deflated. */
  readonly method?: number;
  readonly flags?: number;
  /** Of Unix: what kind of file it is, and who may do what. */
  readonly mode?: number;
  /** What is said about the size, when that is not the truth. */
  readonly declaredBytes?: number;
}

/** The entries of an archive, by name. */
export async function entriesOf(archive: Buffer): Promise<Map<string, Buffer>> {
  const zip = await new Promise<import('yauzl').ZipFile>((resolve, reject) =>
    fromBuffer(archive, { lazyEntries: true }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    ),
  );
  const entries = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry() as AsyncIterable<Entry>) {
    entries.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  return entries;
}

/** The `course.json` of an archive. */
export async function courseJsonOf(archive: Buffer): Promise<CourseJson> {
  const json = (await entriesOf(archive)).get('course.json');
  return JSON.parse(String(json)) as CourseJson;
}

/** An archive of any entries: those that tools refuse to write too. */
export function zipOf(entries: readonly RawEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), headOf(entry)]);
    const local = Buffer.concat([head, Buffer.from(entry.name), entry.bytes]);
    const central = Buffer.alloc(46);
    central.write('PK\x01\x02', 0, 'latin1');
    central.writeUInt16LE((3 << 8) | 63, 4);
    headOf(entry).copy(central, 6);
    central.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38);
    central.writeUInt32LE(offset, 42);
    centrals.push(Buffer.concat([central, Buffer.from(entry.name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** An archive of a course and files. */
export function archiveOf(course: object, files: readonly Buffer[] = []): Buffer {
  return zipOf([
    { name: 'course.json', bytes: Buffer.from(JSON.stringify(course)) },
    ...files.map((bytes) => ({ name: `media/${sha256(bytes)}`, bytes })),
  ]);
}

/** What an instructor does with archives. */
export class ArchiveClient {
  constructor(
    protected readonly service: TestService,
    readonly user: TestUser,
  ) {}

  /** Exports a course. The body is a buffer. */
  export(courseId: string, headers: object = {}) {
    return this.service.http
      .get(`/api/v1/courses/${courseId}/exports`)
      .set({ ...bearer(this.user), ...headers })
      .buffer(true)
      .parse((response, done) => {
        buffer(response as never).then(
          (bytes) => done(null, bytes),
          (error: Error) => done(error, null),
        );
      });
  }

  /** Imports an archive. */
  import(archive: Buffer, query = '', headers: object = {}) {
    return this.service.http
      .post(`/api/v1/course-imports${query}`)
      .set({ ...bearer(this.user), ...headers })
      .type('application/zip')
      .send(archive);
  }
}

/** What both headers of an entry say about it. */
function headOf({ bytes, method = 0, flags = 0x800, declaredBytes, name }: RawEntry): Buffer {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(flags, 2);
  head.writeUInt16LE(method, 4);
  head.writeUInt32LE(crc32(bytes), 10);
  head.writeUInt32LE(bytes.length, 14);
  head.writeUInt32LE(declaredBytes ?? bytes.length, 18);
  head.writeUInt16LE(Buffer.byteLength(name), 22);
  return head;
}
