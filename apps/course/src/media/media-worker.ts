import { randomUUID } from 'node:crypto';
import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { MINUTE_MS, SECOND_MS } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { CourseServiceSettings } from '../env';
import { MediaFailure, MediaRefused } from './media-failure';
import { MediaProcessing } from './media-processing.service';
import { MediaQueue, RENEW_EVERY_MS } from './media-queue';
import { MediaService } from './media.service';
import { removeLeftFolders } from './work-folder';

/** How often a worker that has nothing to do looks for files that other replicas have taken in, in milliseconds. */
const LOOK_EVERY_MS = SECOND_MS;
const ATTEMPTS_MAX = 5;
const FIRST_RETRY_MS = 2 * SECOND_MS;

/** Works on files that have arrived, some at a time; a file whose worker died is taken by another one. */
@Injectable()
export class MediaWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private readonly loops: Promise<void>[] = [];
  private wakeUp: (() => void)[] = [];

  constructor(
    private readonly queue: MediaQueue,
    private readonly processing: MediaProcessing,
    private readonly media: MediaService,
    private readonly settings: CourseServiceSettings,
    private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.mediaWorkers > 0) await removeLeftFolders();
    for (let each = 0; each < this.settings.mediaWorkers; each += 1) this.loops.push(this.work());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort(new Error('The service stops'));
    this.wake();
    await Promise.all(this.loops);
  }

  /** There is a file to work on. */
  wake(): void {
    const sleepers = this.wakeUp;
    this.wakeUp = [];
    for (const wakeUp of sleepers) wakeUp();
  }

  private async work(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const isBusy = await this.next().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'media queue not available');
        return false;
      });
      if (!isBusy) await this.sleep();
    }
  }

  /** @returns false when there is nothing to do */
  private async next(): Promise<boolean> {
    const holder = randomUUID();
    const taken = await this.take(holder);
    if (!taken) return false;
    const lease = this.lease(taken.id, holder);
    try {
      const result = await this.processing.process(taken.id, lease.progress, lease.signal);
      if (result) await this.media.complete(taken.id, holder, result);
    } catch (error) {
      await this.end(taken, holder, error);
    } finally {
      lease.end();
    }
    await this.media.removeRest(taken.id);
    return true;
  }

  /** What has arrived comes first. */
  private async take(holder: string) {
    const arrived = await this.queue.claim(holder);
    if (arrived || !this.processing.canConvert) return arrived;
    return this.queue.claimUnconverted(holder);
  }

  private lease(id: string, holder: string): Lease {
    return new Lease(this.stopping.signal, async (percent) => {
      try {
        return await this.queue.renew(id, holder, percent);
      } catch (error) {
        // The next renewal is due before the lease ends.
        this.logger.warn({ err: error, mediaId: id }, 'media lease not renewed');
        return true;
      }
    });
  }

  private async end(
    { id, attempts }: { readonly id: string; readonly attempts: number },
    holder: string,
    error: unknown,
  ): Promise<void> {
    if (error instanceof MediaRefused) {
      this.logger.info({ err: error, mediaId: id }, 'media refused');
      return this.media.fail(id, holder, error);
    }
    if (this.stopping.signal.aborted) return this.queue.giveBack(id, holder, 0);
    this.logger.warn({ err: error, mediaId: id, attempts }, 'media not processed');
    if (attempts >= ATTEMPTS_MAX) {
      return this.media.fail(id, holder, { failure: MediaFailure.processingFailed, line: null });
    }
    const afterMs = Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), MINUTE_MS);
    return this.queue.giveBack(id, holder, afterMs);
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY_MS).unref();
      this.wakeUp.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

/** The lease on a file, renewed until the work ends; the work is stopped when the lease is lost. */
class Lease {
  private readonly lost = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private percent = 0;
  readonly signal: AbortSignal;

  /** @param renew tells how far the work is, in percent; returns false when the lease is lost, and never throws */
  constructor(stopping: AbortSignal, renew: (percent: number) => Promise<boolean>) {
    this.signal = AbortSignal.any([this.lost.signal, stopping]);
    const check = async (): Promise<void> => {
      if (!(await renew(this.percent))) this.lost.abort(new Error('Another worker has the file'));
    };
    this.timer = setInterval(() => void check(), RENEW_EVERY_MS);
  }

  readonly progress = (percent: number): void => {
    this.percent = percent;
  };

  end(): void {
    clearInterval(this.timer);
  }
}
