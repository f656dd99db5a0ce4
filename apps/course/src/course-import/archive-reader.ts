import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, type ZipFile, openPromise } from 'yauzl';
import { DomainError } from '@course-plateform/common/kernel';
import { COURSE_ENTRY, MEDIA_FOLDER } from '../course-export/course-file';
import { ArchiveTooLarge, ArchiveUnreadable, ArchiveUnsafe } from './course-import.errors';

/** What an archive may consist of. Paths have no way into this list. */
const FILE_NAME = new RegExp(`^(?:${COURSE_ENTRY}|${MEDIA_FOLDER}[0-9a-f]{64})$`);
/** More than a course has files. */
const ENTRIES_MAX = 10_000;
/** Texts of courses are compressed by less, and files hardly at all. */
const RATIO_MAX = 100;
/** Below this size a ratio says nothing. */
const RATIO_FROM_BYTES = 1_048_576;
const STORED = 0;
const DEFLATED = 8;
/** The part of a Unix mode that says what kind of file it is. */
const TYPE_OF_FILE = 0o170_000;
const PLAIN_FILE = 0o100_000;
const LONGEST_SHOWN_NAME = 200;

type UnsafeReason =
  'name' | 'repeated' | 'link' | 'encrypted' | 'method' | 'size' | 'ratio' | 'overlap';

/**
 * An archive whose list of entries was checked before any of them is opened: each has a name of our own making, once,
 * and is a plain file of a size that fits. What the entries hold is still to be checked.
 */
export class ArchiveReader {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /**
   * @param file on this machine
   * @param bytesMax how large it may be unpacked
   * @throws ArchiveUnreadable, ArchiveUnsafe, ArchiveTooLarge
   */
  static async open(file: string, bytesMax: number): Promise<ArchiveReader> {
    // Names as they are: decoding would turn some that are refused into others.
    const options = {
      ...{ autoClose: false, lazyEntries: true, decodeStrings: false },
      // `measured` does that, and names the entry.
      validateEntrySizes: false,
    };
    const zip = await openPromise(file, options).catch(refuse);
    try {
      if (zip.entryCount > ENTRIES_MAX) {
        throw new ArchiveTooLarge({ params: { max: ENTRIES_MAX, unit: 'entries' } });
      }
      return new ArchiveReader(zip, await checkedEntries(zip, bytesMax));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  /** The names of its entries. */
  get names(): string[] {
    return [...this.entries.keys()];
  }

  /** How large an entry says it is, in bytes; undefined when there is none. */
  sizeOf(name: string): number | undefined {
    return this.entries.get(name)?.uncompressedSize;
  }

  /**
   * Reads an entry.
   * @returns a stream that fails with ArchiveUnsafe when the entry has another size than was said, and with
   *   ArchiveUnreadable when it is damaged
   * @throws ArchiveUnreadable
   */
  async read(name: string): Promise<Readable> {
    const entry = this.entries.get(name);
    if (!entry) throw new ArchiveUnreadable();
    const source = await this.zip.openReadStreamPromise(entry).catch(refuse);
    return Readable.from(measured(source, entry), { objectMode: false });
  }

  close(): void {
    this.zip.close();
  }
}

async function checkedEntries(zip: ZipFile, bytesMax: number): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  let [unpacked, packed] = [0, 0];
  try {
    for await (const entry of zip.eachEntry()) {
      // Without decoding it is the bytes of the name.
      const name = Buffer.from(entry.fileNameRaw).toString('latin1');
      if (isFolder(entry, name)) continue;
      const reason = entries.has(name) ? 'repeated' : problemOf(entry, name);
      if (reason !== undefined) throw unsafe(entry, reason);
      unpacked += entry.uncompressedSize;
      packed += entry.compressedSize;
      // Entries that are written on top of each other unpack to more than any ratio says.
      if (packed > zip.fileSize) throw unsafe(entry, 'overlap');
      if (unpacked > bytesMax)
        throw new ArchiveTooLarge({ params: { max: bytesMax, unit: 'bytes' } });
      entries.set(name, entry);
    }
  } catch (error) {
    return refuse(error);
  }
  return entries;
}

/** Some programs write an entry for the folder itself. */
function isFolder({ uncompressedSize, compressedSize }: Entry, name: string): boolean {
  return name === MEDIA_FOLDER && uncompressedSize === 0 && compressedSize === 0;
}

function problemOf(entry: Entry, name: string): UnsafeReason | undefined {
  const { uncompressedSize, compressedSize, compressionMethod, externalFileAttributes } = entry;
  if (!FILE_NAME.test(name)) return 'name';
  // Systems without such modes write none.
  const type = (externalFileAttributes >>> 16) & TYPE_OF_FILE;
  if (type !== 0 && type !== PLAIN_FILE) return 'link';
  if (entry.isEncrypted()) return 'encrypted';
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) return 'method';
  if (compressionMethod === STORED && uncompressedSize !== compressedSize) return 'size';
  const isDense =
    uncompressedSize > RATIO_FROM_BYTES && uncompressedSize > compressedSize * RATIO_MAX;
  return isDense ? 'ratio' : undefined;
}

/** Passes on what an entry holds for as long as that is what its size says. */
async function* measured(source: Readable, entry: Entry): AsyncGenerator<Buffer> {
  let [seen, sum] = [0, 0];
  try {
    for await (const piece of source as AsyncIterable<Buffer>) {
      seen += piece.length;
      sum = crc32(piece, sum);
      if (seen > entry.uncompressedSize) throw unsafe(entry, 'size');
      yield piece;
    }
  } catch (error) {
    refuse(error);
  }
  if (seen < entry.uncompressedSize) throw unsafe(entry, 'size');
  if (sum !== entry.crc32) throw new ArchiveUnreadable();
}

/** @param entry whose name is shown, without anything that a terminal or a log would obey */
function unsafe({ fileNameRaw }: Entry, reason: UnsafeReason): ArchiveUnsafe {
  const name = Buffer.from(fileNameRaw).toString('utf8');
  const shown = name.replaceAll(/[\p{C}\u2028\u2029]/gu, '?').slice(0, LONGEST_SHOWN_NAME);
  return new ArchiveUnsafe({
    params: { entry: shown, reason },
    extensions: { entry: shown, reason },
  });
}

/** The library throws plain errors for whatever it cannot read; those of the system are not the archive's. */
function refuse(error: unknown): never {
  if (error instanceof DomainError || (error instanceof Error && 'syscall' in error)) throw error;
  throw new ArchiveUnreadable({ cause: error });
}
