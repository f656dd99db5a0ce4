import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { fontFolders } from './fonts';
import type { RenderJob, RenderResult } from './render-worker';

/** The file beside this one: built, or as it is where Node runs TypeScript. */
const EXTENSION = path.extname(__filename);
const WORKER = path.join(__dirname, `render-worker${EXTENSION}`);
const OPTIONS = EXTENSION === '.ts' ? ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'] : [];

/** A thread with a compiler; it takes one job at a time. */
export class DocumentThread {
  private readonly worker = new Worker(WORKER, {
    workerData: { fontPaths: fontFolders() },
    execArgv: OPTIONS,
  });

  constructor() {
    // A waiting thread keeps no process alive.
    this.worker.unref();
  }

  /**
   * @throws Error when the markup cannot be compiled, or the thread ends
   */
  async run(job: RenderJob): Promise<Uint8Array> {
    const ending = new AbortController();
    const ended = new Promise<never>((_resolve, reject) => {
      const { signal } = ending;
      const fail = (error: Error): void => reject(error);
      const exit = (): void => reject(new Error('The thread for documents has ended'));
      this.worker.on('error', fail).on('exit', exit);
      signal.addEventListener('abort', () => this.worker.off('error', fail).off('exit', exit));
    });
    const received = new Promise<RenderResult>((resolve) => {
      this.worker.once('message', resolve);
    });
    this.worker.postMessage(job);
    try {
      const result = await Promise.race([received, ended]);
      if ('error' in result) throw new Error(result.error);
      return result.pdf;
    } finally {
      ending.abort();
    }
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
