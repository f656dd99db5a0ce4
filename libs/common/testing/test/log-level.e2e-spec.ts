import { type NatsConnection, connect } from 'nats';
import { wireSubject } from '@course-plateform/common/nats';
import { type LogLevelReply, logLevelSubject } from '@course-plateform/common/observability';
import { testStores } from '@course-plateform/common/test-kit';
import { type TestService, startTestService } from '../src';
import { LogLines } from './log-lines';
import { counter, taker } from './traced.service';

describe('the log level of running services', () => {
  const logs = [new LogLines(), new LogLines(), new LogLines()] as const;
  let services: TestService[];
  let operator: NatsConnection;

  beforeAll(async () => {
    const first = await startTestService(counter, { logTo: logs[0] });
    const environment = { NATS_NAMESPACE: first.namespace };
    services = [
      first,
      await startTestService(counter, { logTo: logs[1], environment }),
      await startTestService(taker, { logTo: logs[2], environment }),
    ];
    operator = await connect({ servers: new URL(testStores().natsUrl).host });
  });

  afterAll(async () => {
    await operator.close();
    for (const service of [...services].reverse()) await service.stop();
  });

  async function report(service: string, level: string): Promise<LogLevelReply[]> {
    const subject = wireSubject(services[0]?.namespace ?? '', logLevelSubject(service));
    const responses: LogLevelReply[] = [];
    const replies = await operator.requestMany(subject, level, { maxWait: 500 });
    for await (const reply of replies) {
      if (reply instanceof Error) throw reply;
      responses.push(reply.json());
    }
    return responses;
  }

  /** Which services write a line of level info for a request. */
  async function writing(): Promise<boolean[]> {
    const before = logs.map((log) => log.of('request').length);
    for (const { http } of services) await http.get('/api/v1/none').expect(404);
    return logs.map((log, index) => log.of('request').length > (before[index] ?? 0));
  }

  it('applies from the first line, also to Nest’s messages, until the service is ready', () => {
    for (const log of logs) {
      expect(log.of('Nest application successfully started')).toMatchObject([{ level: 'debug' }]);
      expect(log.of('ready')).toMatchObject([{ level: 'info', port: expect.any(Number) }]);
    }
  });

  it('changes in every process of one service', async () => {
    expect(await report('course', 'warn')).toMatchObject([
      { service: 'course', before: 'debug', level: 'warn' },
      { service: 'course', before: 'debug', level: 'warn' },
    ]);
    expect(await writing()).toEqual([false, false, true]);
    const [line, ...more] = logs[1].of('log level changed');
    expect(line).toMatchObject({ level: 'info', before: 'debug', now: 'warn' });
    expect(more).toEqual([]);
  });

  it('changes in all services at once', async () => {
    const responses = await report('all', 'info');
    expect(responses.map(({ service }) => service).sort()).toEqual(['course', 'course', 'review']);
    expect(await writing()).toEqual([true, true, true]);
  });

  it('does not change to an unknown level', async () => {
    const [response] = await report('review', 'loud');
    expect(response).toMatchObject({
      level: 'info',
      error: 'The level must be one of trace, debug, info, warn, error, silent',
    });
    expect(await writing()).toEqual([true, true, true]);
  });
});
