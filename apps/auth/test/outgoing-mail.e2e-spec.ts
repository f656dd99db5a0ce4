import { Writable } from 'node:stream';
import { HOUR_MS, newId } from '@course-plateform/common/kernel';
import {
  EMAIL_VERIFICATION,
  MailJobs,
  MailSender,
  Mails,
  OutgoingMail,
  OutgoingMailState,
} from '@course-plateform/common/mail';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { eventually } from '@course-plateform/common/test-kit';
import { Account } from '../src/account/account.entity';
import { type AuthFixture, registered, startAuth } from './auth.fixture';

describe('outgoing mail', () => {
  let fixture: AuthFixture;
  let address: string;
  const lines: string[] = [];
  const logTo = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });

  beforeAll(async () => {
    fixture = await startAuth({}, logTo);
  });

  afterAll(() => fixture.stop());

  beforeEach(async () => {
    address = `ann.${newId()}@example.com`;
    await fixture.auth.em().nativeDelete(OutgoingMail, {});
    lines.length = 0;
  });

  function write(token: string, work: () => void = () => undefined): Promise<void> {
    return fixture.auth.get(UnitOfWork).run((em) => {
      const link = `http://x.test/?token=${token}`;
      const recipient = { address, locale: 'en', timezone: 'UTC' };
      fixture.auth.get(Mails).add(em, EMAIL_VERIFICATION, recipient, { link, hours: '24' });
      work();
      return Promise.resolve();
    });
  }

  async function theMail(): Promise<OutgoingMail> {
    const [mail] = await fixture.auth.stored(OutgoingMail);
    if (!mail) throw new Error('There is no mail');
    return mail;
  }

  function whenSent(): Promise<OutgoingMail> {
    return eventually('the mail to be marked as sent', async () => {
      const mail = await theMail();
      return mail.state === OutgoingMailState.sent ? mail : undefined;
    });
  }

  /** Not taken by a sender that is still at it. */
  function isReleased({ nextAttemptAt }: OutgoingMail): boolean {
    return nextAttemptAt.getTime() - fixture.clock.now().getTime() < 120_000;
  }

  function whenTried(attempts: number): Promise<OutgoingMail> {
    return eventually(`${attempts} attempts`, async () => {
      const mail = await theMail();
      return mail.attempts === attempts && isReleased(mail) ? mail : undefined;
    });
  }

  it('is sent once right after the commit, and its content is erased', async () => {
    await write('s3cret');
    const mail = await whenSent();
    expect(mail).toMatchObject({ content: null, attempts: 1, template: 'email-verification' });
    await fixture.auth.get(MailSender).sendDue();
    const [received, ...more] = fixture.mailbox.to(address);
    expect(more).toEqual([]);
    expect(received).toContain('token=s3cret');
    expect(received).toContain(`Message-ID: <${mail.id}@`);
    expect(lines.join('')).toContain('mail sent');
    expect(lines.join('')).not.toMatch(/s3cret|ann\./);
  });

  it('is deleted a week after it was sent, but not while it is queued', async () => {
    await write('s3cret');
    const { id } = await whenSent();
    await fixture.mailbox.close();
    await write('waits');
    await eventually('the other mail to be tried', async () => {
      const [waiting] = await fixture.auth.stored(OutgoingMail, { id: { $ne: id } });
      return waiting?.attempts === 1 && isReleased(waiting) ? waiting : undefined;
    });
    const never = new Date(fixture.clock.now().getTime() + 30 * 24 * HOUR_MS);
    await fixture.auth
      .em()
      .nativeUpdate(OutgoingMail, { id: { $ne: id } }, { nextAttemptAt: never });
    fixture.clock.advance(7 * 24 * HOUR_MS);
    await fixture.auth.get(MailJobs).cleaning.run();
    const left = await fixture.auth.stored(OutgoingMail);
    expect(left).toHaveLength(1);
    expect(left[0]?.id).not.toBe(id);
    await fixture.mailbox.listen();
  });

  it('is not queued when the change is rolled back', async () => {
    const failure = new Error('rolled back');
    const work = write('none', () => {
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await fixture.auth.stored(OutgoingMail)).toEqual([]);
    await fixture.auth.get(MailSender).sendDue();
    expect(fixture.mailbox.to(address)).toEqual([]);
  });

  describe('while the mail server is unavailable', () => {
    beforeEach(() => fixture.mailbox.close());

    afterEach(() => fixture.mailbox.listen());

    it('is queued encrypted, and sent exactly once when the server is back', async () => {
      const { user } = await registered(fixture.auth, address);
      const waiting = await whenTried(1);
      expect(waiting.state).toBe(OutgoingMailState.waiting);
      expect(JSON.stringify(waiting)).not.toMatch(/token|ann\./);
      expect(await fixture.auth.stored(Account, { id: user.id })).toHaveLength(1);
      await fixture.mailbox.listen();
      await fixture.auth.get(MailSender).sendDue();
      expect(fixture.mailbox.to(address)).toEqual([]);
      fixture.clock.advance(5_000);
      await fixture.auth.get(MailSender).sendDue();
      await whenSent();
      expect(fixture.mailbox.to(address)).toHaveLength(1);
      await fixture.mailbox.close();
    });

    it('is retried at growing intervals for a day, then given up and logged', async () => {
      await write('s3cret');
      const pauses: number[] = [];
      for (const attempts of [1, 2, 3]) {
        const { nextAttemptAt } = await whenTried(attempts);
        pauses.push(nextAttemptAt.getTime() - fixture.clock.now().getTime());
        fixture.clock.advance(pauses.at(-1) ?? 0);
        await fixture.auth.get(MailSender).sendDue();
      }
      expect(pauses).toEqual([5_000, 10_000, 20_000]);
      fixture.clock.advance(24 * HOUR_MS);
      await fixture.auth.get(MailSender).sendDue();
      const over = await eventually('the mail to be given up', async () => {
        const mail = await theMail();
        return mail.state === OutgoingMailState.failed ? mail : undefined;
      });
      expect(over.content).toBeNull();
      expect(lines.join('')).toContain('mail failed for good');
      expect(lines.join('')).not.toMatch(/s3cret|ann\./);
    });
  });

  it('is sent once when several senders run at the same time', async () => {
    await fixture.mailbox.close();
    await write('twice');
    await whenTried(1);
    await fixture.mailbox.listen();
    fixture.clock.advance(5_000);
    const sender = fixture.auth.get(MailSender);
    await Promise.all([1, 2, 3, 4].map(() => sender.sendDue()));
    expect(await whenSent()).toMatchObject({ attempts: 2 });
    expect(fixture.mailbox.to(address)).toHaveLength(1);
  });

  it('is sent again with the same Message-ID when the process crashed before marking it', async () => {
    await fixture.mailbox.close();
    await write('crash');
    const { id, content } = await whenTried(1);
    await fixture.mailbox.listen();
    fixture.clock.advance(5_000);
    await fixture.auth.get(MailSender).sendDue();
    await whenSent();
    // As a process leaves it that took and sent the mail, and then died.
    const until = new Date(fixture.clock.now().getTime() + 120_000);
    await fixture.auth
      .em()
      .nativeUpdate(
        OutgoingMail,
        { id },
        { state: OutgoingMailState.waiting, content, endedAt: null, nextAttemptAt: until },
      );
    await fixture.auth.get(MailSender).sendDue();
    expect(fixture.mailbox.to(address)).toHaveLength(1);
    fixture.clock.advance(120_000);
    await fixture.auth.get(MailSender).sendDue();
    await whenSent();
    const ids = fixture.mailbox.to(address).map((mail) => /Message-ID: (.*)/.exec(mail)?.[1]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
});
