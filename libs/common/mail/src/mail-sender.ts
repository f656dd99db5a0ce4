import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { FALLBACK_TIMEZONE } from '@course-plateform/common/i18n';
import { Clock, DAY_MS, HOUR_MS, present } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { type PostgresEntityManager, sqlForkOf } from '@course-plateform/common/persistence';
import { MailSeal } from './mail-seal';
import { Mailer } from './mailer';
import { OutgoingMail, OutgoingMailState } from './outgoing-mail.entity';
import { templateNamed } from './templates';

/** Longer than one delivery takes: a mail taken by a process that died comes again after it, in milliseconds. */
const TAKEN_MS = 120_000;
/** After the first failure, in milliseconds; doubles with each further one. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = HOUR_MS;
/** How long a mail is tried, in milliseconds. */
const GIVEN_UP_AFTER_MS = DAY_MS;
/** So that one slow delivery does not hold up all others. */
const DELIVERIES_AT_ONCE = 3;

/**
 * Sends the mails that wait. A mail is taken before it is sent and marked afterwards; if the process dies in between,
 * it is sent again under the same Message-ID, by which the receiving side can tell that it is the same.
 */
@Injectable()
export class MailSender {
  constructor(
    private readonly em: EntityManager,
    private readonly mailer: Mailer,
    private readonly seal: MailSeal,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Sends all mails that are due; safe when several processes do it at once. */
  async sendDue(): Promise<void> {
    await Promise.all(Array.from({ length: DELIVERIES_AT_ONCE }, () => this.sendOneByOne()));
  }

  private async sendOneByOne(): Promise<void> {
    for (let id = await this.take(); id !== undefined; id = await this.take()) {
      await this.deliver(id);
    }
  }

  /** The next mail that is due; nobody else gets it for a while. */
  private async take(): Promise<string | undefined> {
    const now = this.clock.now();
    const [taken] = await this.fork().execute<{ id: string }[]>(
      `update "outgoing_mail" set "attempts" = "attempts" + 1, "next_attempt_at" = ?
       where "id" = (
         select "id" from "outgoing_mail" where "state" = 'waiting' and "next_attempt_at" <= ?
         order by "next_attempt_at", "id" limit 1 for update skip locked)
       returning "id"`,
      [new Date(now.getTime() + TAKEN_MS), now],
    );
    return taken?.id;
  }

  private async deliver(id: string): Promise<void> {
    const em = this.fork();
    const mail = await em.findOneOrFail(OutgoingMail, { id });
    try {
      const content = this.seal.open(
        id,
        present(mail.content, 'what a mail says that was not sent'),
      );
      const { address, timezone = FALLBACK_TIMEZONE, params } = content;
      const recipient = { address, locale: mail.locale, timezone };
      await this.mailer.send(templateNamed(mail.template), recipient, params, mail);
      mail.end(OutgoingMailState.sent, this.clock.now());
    } catch (error) {
      this.noteFailure(mail, error);
    }
    await em.flush();
  }

  /** The reason is not logged as it is: mail servers repeat the address in it. */
  private noteFailure(mail: OutgoingMail, error: unknown): void {
    const { id, template, attempts } = mail;
    const now = this.clock.now().getTime();
    const about = { mailId: id, template, attempts, reason: reasonOf(error) };
    if (now - mail.createdAt.getTime() >= GIVEN_UP_AFTER_MS) {
      mail.end(OutgoingMailState.failed, this.clock.now());
      this.logger.error(about, 'a mail is given up');
      return;
    }
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
    mail.nextAttemptAt = new Date(now + pause);
    this.logger.warn(about, 'a mail could not be sent yet');
  }

  /** Outside of any transaction: what was sent is marked whatever becomes of the others. */
  private fork(): PostgresEntityManager {
    return sqlForkOf(this.em);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { name, code, responseCode } = error as Error & { code?: unknown; responseCode?: unknown };
  return [name, code, responseCode].filter((part) => part !== undefined).join(' ');
}
