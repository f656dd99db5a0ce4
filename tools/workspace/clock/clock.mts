import { type NatsConnection, connect } from 'nats';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import {
  type ClockMove,
  type ClockReply,
  clockSubject,
  lastOffset,
} from '../../../libs/common/nats/src/test-clock.ts';
import { Failure } from '../shared/failure.mts';

/** How long processes may take to follow, in milliseconds: nobody knows how many there are. */
const REPLIES_MS = 1_000;
/** So that dates of the domain, and what is counted from them, stay ones that every store can keep. */
const FARTHEST_MS = 100 * 366 * 86_400_000;
const NATS_NO_STREAM = '503';

/** The broker's acknowledgment: the move is kept for processes that start later. */
interface Stored {
  readonly stream: string;
}

/** The test clock of a platform, behind its broker. */
export class TestClock {
  private readonly connection: NatsConnection;

  private constructor(connection: NatsConnection) {
    this.connection = connection;
  }

  /** @param url of the broker, with the operator's user @throws Failure when it is unavailable */
  static async open(url: string): Promise<TestClock> {
    const { host, username, password } = new URL(url);
    const user = username ? { user: username, pass: decodeURIComponent(password) } : {};
    try {
      return new TestClock(await connect({ servers: host, reconnect: false, ...user }));
    } catch {
      throw new Failure(`The broker at ${host} cannot be reached.`);
    }
  }

  /** How far the domain is ahead of real time, in milliseconds. @throws Failure when there is no test clock */
  async offset(): Promise<number> {
    try {
      return await lastOffset(this.connection, '');
    } catch (error) {
      if ((error as { code?: string }).code !== NATS_NO_STREAM) throw error;
      throw new Failure('This broker has no test clock: only `npm start` and tests make one.');
    }
  }

  /**
   * Moves the domain's time in every process, and keeps it for those that start later.
   * @returns who has followed
   * @throws Failure when the time is too far away, or was not stored
   */
  async move(offsetMs: number): Promise<ClockReply[]> {
    if (Math.abs(offsetMs) > FARTHEST_MS) throw new Failure('That is more than 100 years away.');
    const subject = clockSubject('');
    const body = JSON.stringify({ offsetMs } satisfies ClockMove);
    const followers: ClockReply[] = [];
    let isStored = false;
    const replies = await this.connection.requestMany(subject, body, { maxWait: REPLIES_MS });
    for await (const message of replies) {
      if (message instanceof Error) throw message;
      const reply = message.json<ClockReply | Stored>();
      if ('service' in reply) followers.push(reply);
      else isStored = 'stream' in reply;
    }
    if (!isStored) throw new Failure('The broker did not keep the time: processes may differ.');
    return followers.sort((a, b) => (a.service < b.service ? -1 : 1));
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}
