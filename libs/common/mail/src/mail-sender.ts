import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock, DAY_MS, HOUR_MS } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { forkOf } from '@course-plateform/common/persistence';
import { Addressees } from './addressees';
import { type MailQueue, openMailQueue } from './mail-queue';
import { Mailer } from './mailer';
import { OutgoingMail, OutgoingMailState } from './outgoing-mail.entity';
import { templateNamed } from './templates';

/**
 * The lease of a mail, in milliseconds: after it, the mail of a crashed process is sent again. Longer than a delivery.
 */
const TAKEN_MS = 120_000;
/** The delay after the first failure, in milliseconds; doubles with each further one. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = HOUR_MS;
/** How long a mail is retried, in milliseconds. */
const EXHAUSTED_AFTER_MS = DAY_MS;
/** Parallel deliveries, so that a slow one does not delay all others. */
const DELIVERIES_AT_ONCE = 3;

/**
 * Sends queued mails. A mail is leased before it is sent and marked afterwards. If the process crashes in between, it
 * is sent again with the same Message-ID, by which the recipient's server can recognize the duplicate.
 */
@Injectable()
export class MailSender {
  private readonly queue: MailQueue;

  constructor(
    private readonly em: EntityManager,
    private readonly mailer: Mailer,
    private readonly addressees: Addressees,
    private readonly clock: RealClock,
    private readonly logger: Logger,
  ) {
    this.queue = openMailQueue(em);
  }

  /** Sends all due mails; safe to run in several processes at once. */
  async sendDue(): Promise<void> {
    await Promise.all(Array.from({ length: DELIVERIES_AT_ONCE }, () => this.sendOneByOne()));
  }

  private async sendOneByOne(): Promise<void> {
    for (let id = await this.take(); id !== undefined; id = await this.take()) {
      await this.deliver(id);
    }
  }

  /** Leases the next due mail. */
  private take(): Promise<string | undefined> {
    const now = this.clock.now();
    return this.queue.take(now, new Date(now.getTime() + TAKEN_MS));
  }

  private async deliver(id: string): Promise<void> {
    // Outside of any transaction: a sent mail is marked even if others fail.
    const em = forkOf(this.em);
    const mail = await em.findOneOrFail(OutgoingMail, { id });
    try {
      const addressed = await this.addressees.of(mail);
      if (addressed) {
        const { recipient, params } = addressed;
        await this.mailer.send(templateNamed(mail.template), recipient, params, mail);
      }
      const state = addressed ? OutgoingMailState.sent : OutgoingMailState.unaddressed;
      mail.end(state, this.clock.now());
    } catch (error) {
      this.noteFailure(mail, error);
    }
    await em.flush();
  }

  /** Logs a failure without the server's text, because mail servers repeat the address in it. */
  private noteFailure(mail: OutgoingMail, error: unknown): void {
    const { id, template, attempts } = mail;
    const now = this.clock.now().getTime();
    const about = { mailId: id, template, attempts, reason: reasonOf(error) };
    if (now - mail.createdAt.getTime() >= EXHAUSTED_AFTER_MS) {
      mail.end(OutgoingMailState.failed, this.clock.now());
      this.logger.error(about, 'mail failed for good');
      return;
    }
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
    mail.nextAttemptAt = new Date(now + pause);
    this.logger.warn(about, 'mail not sent; will retry');
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { name, code, responseCode } = error as Error & { code?: unknown; responseCode?: unknown };
  return [name, code, responseCode].filter((part) => part !== undefined).join(' ');
}
