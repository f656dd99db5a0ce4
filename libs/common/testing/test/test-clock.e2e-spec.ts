import { type NatsConnection, connect } from 'nats';
import { TokenVerifier } from '@course-plateform/common/auth';
import { Clock, DAY_MS, HOUR_MS, RealClock } from '@course-plateform/common/kernel';
import { type ClockReply, clockSubject } from '@course-plateform/common/nats';
import { ScheduledJobs } from '@course-plateform/common/persistence';
import { TcpProxy, eventually, testStores } from '@course-plateform/common/test-kit';
import { type TestService, startTestService } from '../src';
import { counter, taker } from './traced.service';

/** How far two looks at clocks may be apart here, in milliseconds. */
const BETWEEN_LOOKS_MS = HOUR_MS;

describe('a test clock', () => {
  const proxy = new TcpProxy(new URL(testStores().natsUrl));
  let first: TestService;
  let behindProxy: TestService;
  let fixed: TestService;
  let operator: NatsConnection;

  beforeAll(async () => {
    await proxy.mend();
    first = await startTestService(taker, { environment: { TEST_CLOCK: 'true' } });
    const environment = { NATS_NAMESPACE: first.namespace };
    behindProxy = await startTestService(counter, {
      environment: { ...environment, TEST_CLOCK: 'true', NATS_URL: proxy.url },
    });
    fixed = await startTestService(counter, { environment });
    operator = await connect({ servers: new URL(testStores().natsUrl).host });
  });

  afterAll(async () => {
    await operator.close();
    for (const service of [fixed, behindProxy, first]) await service.stop();
    await proxy.cut();
  });

  /** @returns the services that have followed */
  async function move(offsetMs: number): Promise<string[]> {
    const followers: string[] = [];
    const subject = clockSubject(first.namespace);
    const body = JSON.stringify({ offsetMs });
    for await (const reply of await operator.requestMany(subject, body, { maxWait: 500 })) {
      if (reply instanceof Error) throw reply;
      const message = reply.json<Partial<ClockReply>>();
      if (message.service !== undefined) followers.push(message.service);
    }
    return followers.sort();
  }

  /** How many days the domain of a service is ahead of its real time. */
  function daysAhead({ get }: Pick<TestService, 'get'>): number {
    const ahead = get(Clock).now().getTime() - get(RealClock).now().getTime();
    expect(Math.abs(ahead % DAY_MS)).toBeLessThan(BETWEEN_LOOKS_MS);
    // Adding zero makes 0 of -0, which is what an instant between the two looks rounds to.
    return Math.round(ahead / DAY_MS) + 0;
  }

  it('moves in every process that has one, and in no other', async () => {
    expect(await move(3 * DAY_MS)).toEqual(['course', 'review']);
    expect([first, behindProxy, fixed].map(daysAhead)).toEqual([3, 3, 0]);
    expect(await move(-DAY_MS)).toEqual(['course', 'review']);
    expect([first, behindProxy, fixed].map(daysAhead)).toEqual([-1, -1, 0]);
  });

  it('is read by a process that starts later', async () => {
    await move(40 * DAY_MS);
    const replica = await first.replica();
    expect(daysAhead({ get: (token) => replica.app.get(token, { strict: false }) })).toBe(40);
  });

  it('is caught up with after an interruption', async () => {
    await proxy.cut();
    expect(await move(7 * DAY_MS)).toEqual(['review', 'review']);
    expect(daysAhead(behindProxy)).toBe(40);
    await proxy.mend();
    await eventually('the service follows', () => daysAhead(behindProxy) === 7);
  });

  it('runs the scheduled jobs when it moves', async () => {
    const seen: number[] = [];
    const run = async () => void seen.push(daysAhead(first));
    first.get(ScheduledJobs).define({ name: 'looks-at-the-clock', everyMs: HOUR_MS, run });
    await move(8 * DAY_MS);
    await eventually('the job has run', () => seen.length > 0);
    expect(seen).toEqual([8]);
  });

  it('leaves tokens on real time', async () => {
    const { token } = await first.user();
    await move(365 * DAY_MS);
    await expect(first.get(TokenVerifier).verify(token)).resolves.toBeDefined();
    await move(0);
    expect(daysAhead(first)).toBe(0);
  });
});
