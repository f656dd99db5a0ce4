import { once } from 'node:events';
import { type AddressInfo, type Server, createServer } from 'node:net';
import type { EntityManager, MikroORM } from '@mikro-orm/core';
import { DAY_MS, FixedClock, HOUR_MS, newId } from '@course-plateform/common/kernel';
import { type Logger, Tracing, createLogger } from '@course-plateform/common/observability';
import {
  ScheduledJobs,
  UnitOfWork,
  forkOf,
  openDatabase,
} from '@course-plateform/common/persistence';
import { eventually, testStores, uniqueName } from '@course-plateform/common/test-kit';
import {
  MailJobs,
  type MailRecipients,
  MailSender,
  Mailer,
  Mails,
  OutgoingMail,
  OutgoingMailState,
  PASSWORD_CHANGED,
  mailEntities,
} from '../src';
import { Addressees } from '../src/addressees';
import { MailSeal } from '../src/mail-seal';

const NOW = new Date('2026-01-01T00:00:00Z');
const ANN = newId();
const ann = { address: 'ann@x.test', locale: 'en', timezone: 'UTC' };

/** A mail server that takes nothing, and repeats whom it does not take it for. */
async function refusingServer(): Promise<Server> {
  const server = createServer((socket) => {
    socket.write('220 ready\r\n');
    socket.on('data', (chunk) => {
      const refused = chunk.toString().startsWith('RCPT');
      socket.write(refused ? '550 no ann@x.test here\r\n' : '250 ok\r\n');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const { postgresUrl, mongodbUrl } = testStores();
const DATABASES = [
  { kind: 'postgres', url: postgresUrl },
  { kind: 'mongodb', url: mongodbUrl },
] as const;

describe.each(DATABASES)('queued mails in $kind', ({ kind, url }) => {
  const databaseName = uniqueName();
  let orm: MikroORM;
  let clock: FixedClock;
  let lines: Record<string, unknown>[];
  let logger: Logger;
  let jobs: ScheduledJobs;
  let mailer: Mailer;

  beforeAll(async () => {
    orm = await openDatabase(
      { kind, entities: mailEntities, migrations: [] },
      { url, databaseName, poolMax: 6 },
    );
    await orm.schema.create();
  });

  afterAll(async () => {
    if (kind === 'mongodb') await orm.schema.drop();
    else await orm.schema.dropDatabase(databaseName);
    await orm.close();
  });

  beforeEach(() => {
    clock = new FixedClock(NOW);
    lines = [];
    const write = (line: string): void => {
      lines.push(JSON.parse(line) as Record<string, unknown>);
    };
    logger = createLogger({ service: 'test', level: 'info', destination: { write } });
  });

  afterEach(async () => {
    await jobs.beforeApplicationShutdown();
    mailer.onApplicationShutdown();
    await forkOf(orm.em).nativeDelete(OutgoingMail, {});
  });

  /** What a service has of this library, without an SMTP server or with one that is unavailable. */
  function service(smtpUrl = '', recipients?: MailRecipients) {
    const settings = { smtpUrl, from: 'Us <us@x.test>', secret: 'of the test' };
    const [seal, em] = [new MailSeal(settings), forkOf(orm.em)];
    mailer = new Mailer(settings, logger);
    jobs = new ScheduledJobs(orm.em, logger, Tracing.off, clock);
    const sender = new MailSender(em, mailer, new Addressees(seal, recipients), clock, logger);
    const mailJobs = new MailJobs(jobs, sender, em, clock);
    return { sender, mailJobs, mails: new Mails(seal, mailJobs, clock) };
  }

  function inUnitOfWork(work: (em: EntityManager) => void): Promise<void> {
    return new UnitOfWork(forkOf(orm.em)).run(async (em) => work(em));
  }

  async function theMail(): Promise<OutgoingMail> {
    const [mail, ...more] = await forkOf(orm.em).find(OutgoingMail, {});
    if (!mail || more.length > 0) throw new Error(`There are ${more.length} more mails`);
    return mail;
  }

  it('are stored encrypted with their change, and sent right after the commit', async () => {
    const { mails } = service();
    jobs.onApplicationBootstrap();
    await inUnitOfWork((em) => mails.add(em, PASSWORD_CHANGED, ann, {}));
    const sent = await eventually('the mail has left', async () => {
      const mail = await theMail();
      return mail.state === OutgoingMailState.sent && mail;
    });
    expect(sent).toMatchObject({
      template: 'password-changed',
      locale: 'en',
      content: null,
      attempts: 1,
      createdAt: NOW,
      endedAt: NOW,
    });
    expect(lines).toEqual([expect.objectContaining({ template: 'password-changed' })]);
  });

  describe('to a user', () => {
    const accounts = new Map([[ANN, { ...ann, locale: 'es', timezone: 'Asia/Tokyo' }]]);
    const recipients = { find: (userId: string) => Promise.resolve(accounts.get(userId)) };

    it('are addressed when they are sent, in the language of then', async () => {
      const { mails, sender } = service('', recipients);
      const send = jest.spyOn(mailer, 'send');
      await inUnitOfWork((em) => mails.addFor(em, PASSWORD_CHANGED, ANN, {}));
      expect(await theMail()).toMatchObject({ state: 'waiting', userId: ANN, locale: null });
      await sender.sendDue();
      expect(await theMail()).toMatchObject({ state: 'sent', content: null, attempts: 1 });
      const [[, recipient]] = send.mock.calls as [Parameters<Mailer['send']>];
      expect(recipient).toEqual(accounts.get(ANN));
    });

    it('end without being sent when the user is gone', async () => {
      const { mails, sender } = service('', recipients);
      await inUnitOfWork((em) => mails.addFor(em, PASSWORD_CHANGED, newId(), {}));
      await sender.sendDue();
      expect(await theMail()).toMatchObject({ state: 'unaddressed', content: null });
      expect(lines).toEqual([]);
    });

    it('wait while the recipient cannot be found out', async () => {
      const find = () => Promise.reject(new Error('away'));
      const { mails, sender } = service('', { find });
      await inUnitOfWork((em) => mails.addFor(em, PASSWORD_CHANGED, ANN, {}));
      await sender.sendDue();
      const mail = await theMail();
      expect(mail).toMatchObject({ state: 'waiting', attempts: 1 });
      expect(mail.nextAttemptAt > NOW).toBe(true);
      expect(lines).toEqual([expect.objectContaining({ msg: 'mail not sent; will retry' })]);
    });
  });

  it('without a recipient are stored the same way and never sent', async () => {
    const { mails, sender } = service();
    await inUnitOfWork((em) => mails.addWithoutRecipient(em, PASSWORD_CHANGED, ann, {}));
    await sender.sendDue();
    expect(await theMail()).toMatchObject({
      state: OutgoingMailState.unaddressed,
      content: null,
      attempts: 0,
    });
    expect(lines).toEqual([]);
  });

  it('are retried at growing intervals, up to an hour, and given up after a day', async () => {
    const server = await refusingServer();
    const { port } = server.address() as AddressInfo;
    const { mails, sender } = service(`smtp://127.0.0.1:${port}`);
    await inUnitOfWork((em) => mails.add(em, PASSWORD_CHANGED, ann, {}));
    const pauses: number[] = [];
    while (clock.now().getTime() < NOW.getTime() + 3 * HOUR_MS) {
      await sender.sendDue();
      const { nextAttemptAt } = await theMail();
      pauses.push((nextAttemptAt.getTime() - clock.now().getTime()) / 1000);
      clock.advance((pauses.at(-1) ?? 0) * 1000);
    }
    expect(pauses.slice(0, 4)).toEqual([5, 10, 20, 40]);
    expect(pauses.at(-1)).toBe(3600);
    expect(lines[0]).toMatchObject({
      level: 'warn',
      template: 'password-changed',
      attempts: 1,
      reason: 'Error EENVELOPE 550',
    });
    clock.advance(DAY_MS - (clock.now().getTime() - NOW.getTime()));
    await sender.sendDue();
    const { id, content, state } = await theMail();
    expect({ content, state }).toEqual({ content: null, state: OutgoingMailState.failed });
    expect(lines.at(-1)).toMatchObject({ level: 'error', mailId: id });
    expect(JSON.stringify(lines)).not.toContain('ann@x.test');
    server.close();
  });

  it('are sent once each, by as many processes as there are', async () => {
    const { mails, sender } = service();
    for (let number = 0; number < 20; number++) {
      await inUnitOfWork((em) => mails.add(em, PASSWORD_CHANGED, ann, {}));
    }
    const { sender: another } = service();
    await Promise.all([sender.sendDue(), another.sendDue()]);
    const states = await forkOf(orm.em).find(OutgoingMail, {});
    expect(states.map(({ state, attempts }) => ({ state, attempts }))).toEqual(
      Array.from({ length: 20 }, () => ({ state: 'sent', attempts: 1 })),
    );
    expect(lines).toHaveLength(20);
  });

  it('are deleted a week after they were created, unless they are still pending', async () => {
    const { mails, mailJobs, sender } = service();
    await inUnitOfWork((em) => mails.add(em, PASSWORD_CHANGED, ann, {}));
    await sender.sendDue();
    const { id } = await theMail();
    await inUnitOfWork((em) => mails.add(em, PASSWORD_CHANGED, ann, {}));
    clock.advance(7 * DAY_MS - 1);
    await mailJobs.cleaning.run();
    expect(await forkOf(orm.em).count(OutgoingMail, {})).toBe(2);
    clock.advance(1);
    await mailJobs.cleaning.run();
    expect((await theMail()).id).not.toBe(id);
  });
});
