import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** An entry of an archive. */
export interface WrittenEntry {
  readonly name: string;
  readonly sizeBytes: number;
  /** Called when its turn has come, so that one entry is open at a time. */
  open(): Promise<Readable>;
}

/** An archive as it is being written. */
export interface WrittenArchive {
  readonly sizeBytes: number;
  readonly bytes: Readable;
}

/**
 * Writes a ZIP archive as fast as it is read, and holds none of it. Nothing is compressed: recordings and pictures are
 * already, and so the size is known before the first byte.
 * @param changedAt what its entries are dated
 * @returns the archive; its stream fails when an entry cannot be read, and closes the open entry when it is destroyed
 */
export async function writeArchive(
  entries: readonly WrittenEntry[],
  changedAt: Date,
): Promise<WrittenArchive> {
  const zip = new ZipFile();
  const bytes = zip.outputStream as Readable;
  let current: Readable | undefined;
  bytes.once('close', () => current?.destroy());
  zip.on('error', (error: Error) => bytes.destroy(error));
  for (const { name, sizeBytes, open } of entries) {
    const options = { size: sizeBytes, compress: false, mtime: changedAt };
    zip.addReadStreamLazy(name, options, (give) => {
      open().then(
        (entry) => {
          current = entry;
          entry.once('error', (error) => bytes.destroy(error));
          // The caller hung up while the storage was asked.
          if (bytes.destroyed) entry.destroy();
          else give(null, entry);
        },
        (error: unknown) =>
          bytes.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    });
  }
  const sizeBytes = await new Promise<number>((resolve) => {
    // Its types know neither that options may be left out nor what the callback gets.
    zip.end({ forceZip64Format: false, comment: '' }, resolve as () => void);
  });
  return { sizeBytes, bytes };
}
