// Runs in a process of its own, which ends when a document takes too much time or memory. No other file of ours is
// imported: in tests Node runs this one as it is, and it knows no import without an extension.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** What was found out: the number of pages, or that nothing can read it. */
export type DocumentResult = { readonly pages: number } | { readonly error: string };

/** How much of a file is read at a time, in bytes. */
const PART_BYTES = 262_144;

void inspect(process.argv[2] ?? '').then((result) => {
  process.stdout.write(JSON.stringify(result));
});

async function inspect(file: string): Promise<DocumentResult> {
  const descriptor = openSync(file, 'r');
  try {
    return { pages: await pagesOf(descriptor) };
  } catch (error) {
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  } finally {
    closeSync(descriptor);
  }
}

/** Reads what the file says of its pages, and the first of them. */
async function pagesOf(descriptor: number): Promise<number> {
  const { PDFDataRangeTransport, getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const { size } = fstatSync(descriptor);
  const transport = new PDFDataRangeTransport(size, null);
  transport.requestDataRange = (begin: number, end: number): void => {
    const part = new Uint8Array(end - begin);
    readSync(descriptor, part, 0, part.length, begin);
    transport.onDataRange(begin, part);
  };
  const task = getDocument({
    range: transport,
    rangeChunkSize: PART_BYTES,
    // Only what is asked for, and nothing that the file could have run or fetched.
    ...{ disableAutoFetch: true, disableStream: true, isEvalSupported: false, enableXfa: false },
    ...{ stopAtErrors: true, useSystemFonts: false, disableFontFace: true, verbosity: 0 },
  });
  try {
    const document = await task.promise;
    await document.getPage(1);
    return document.numPages;
  } finally {
    await task.destroy();
  }
}
