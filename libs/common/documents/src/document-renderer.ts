import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  BulkheadRejectedError,
  TaskCancelledError,
  TimeoutStrategy,
  bulkhead,
  timeout,
  wrap,
} from 'cockatiel';
import type { Locale } from '@course-plateform/common/i18n';
import { SECOND_MS } from '@course-plateform/common/kernel';
import { accessiblePdf } from './accessible-pdf';
import { DocumentBusy } from './documents.errors';
import { DocumentThread } from './document-thread';
import { PRELUDE } from './prelude';
import { UNPRINTABLE, printable, printableJson } from './printable';

/** A document to be written. */
export interface DocumentRequest {
  /** Typst markup that reads `data`; see `PRELUDE` for what else it has. It is code: texts of users go into the data. */
  readonly template: string;
  /** What the document says, as JSON. */
  readonly data: object;
  /** Of the document, for viewers and screen readers. */
  readonly title: string;
  readonly locale: Locale;
  /** The time that the document bears, so that the same input makes the same bytes. */
  readonly date: Date;
}

/** How many requests wait at most; a document takes 10 to 100 ms. */
const QUEUE = 50;
const TIME_LIMIT_MS = 20 * SECOND_MS;
const RETRY_AFTER_SECONDS = 2;

/**
 * Writes documents as PDF/A-2a and PDF/UA-1: tagged, with embedded fonts, in any script that `fonts.ts` has. The compiler
 * is loaded with the first one, in a thread of its own.
 */
@Injectable()
export class DocumentRenderer implements OnApplicationShutdown {
  private thread: DocumentThread | undefined;
  private readonly queue = bulkhead(1, QUEUE);
  private readonly limit = timeout(TIME_LIMIT_MS, TimeoutStrategy.Aggressive);

  /**
   * @returns the file; the same bytes for the same request
   * @throws DocumentBusy when too many wait, or it takes too long; Error when the template does not compile
   */
  async render({ template, data, title, locale, date }: DocumentRequest): Promise<Buffer> {
    const meta = { title: printable(title), lang: locale, date: partsOf(date) };
    const inputs = { data: printableJson(data), meta: JSON.stringify(meta) };
    const job = { source: PRELUDE + template, inputs, unprintable: UNPRINTABLE };
    try {
      const pdf = await wrap(this.queue, this.limit).execute(() => this.current.run(job));
      return accessiblePdf(pdf);
    } catch (error) {
      if (error instanceof TaskCancelledError) await this.restart();
      const isBusy = error instanceof TaskCancelledError || error instanceof BulkheadRejectedError;
      throw isBusy ? new DocumentBusy({ retryAfter: RETRY_AFTER_SECONDS }) : error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.restart();
  }

  private get current(): DocumentThread {
    this.thread ??= new DocumentThread();
    return this.thread;
  }

  /** Ends the thread, whatever it is at; the next document has another one. */
  private async restart(): Promise<void> {
    const { thread } = this;
    this.thread = undefined;
    await thread?.end();
  }
}

function partsOf(date: Date) {
  return {
    ...{ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() },
    ...{ hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds() },
  };
}
