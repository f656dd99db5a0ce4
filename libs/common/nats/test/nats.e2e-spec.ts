import { once } from 'node:events';
import { type AddressInfo, type Server, createServer } from 'node:net';
import { connect } from 'nats';
import { type Logger, createLogger } from '@course-plateform/common/observability';
import { TcpProxy, eventually, testStores, uniqueName } from '@course-plateform/common/test-kit';
import { LogLevelControl } from '../src/log-level-control';
import { NatsHealth, BrokerConnection } from '../src/nats-connection';

const SOON_MS = 10;
const LONG_MS = 20_000;
/** The longest wait that a timer can have. */
const NEVER_MS = 2 ** 31 - 1;

describe('the connection to the broker', () => {
  const way = new TcpProxy(new URL(testStores().natsUrl));
  const namespace = `${uniqueName()}.`;
  const open: BrokerConnection[] = [];
  let lines: { level: string; msg: string }[];
  let logger: Logger;

  beforeEach(async () => {
    lines = [];
    const write = (line: string): void => {
      lines.push(JSON.parse(line) as { level: string; msg: string });
    };
    logger = createLogger({ service: 'alpha', level: 'info', destination: { write } });
    await way.mend();
  });

  afterEach(async () => {
    for (const link of open.splice(0)) await link.onApplicationShutdown();
    await way.cut();
  });

  function settings(natsUrl = way.url) {
    return { service: 'alpha', natsUrl, natsNamespace: namespace };
  }

  function link(natsUrl?: string): BrokerConnection {
    const made = new BrokerConnection(settings(natsUrl), logger);
    open.push(made);
    return made;
  }

  /** A server that takes connections and says nothing. */
  async function silentServer(
    on = 0,
  ): Promise<{ server: Server; url: string; tries: () => number }> {
    let tries = 0;
    const server = createServer((socket) => {
      tries += 1;
      socket.destroy();
    }).listen(on, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return { server, url: `nats://127.0.0.1:${port}`, tries: () => tries };
  }

  it('is shared, and opened at the start or by the first caller', async () => {
    const [started, requested] = [link(), link()];
    expect([started.isConnected(), new NatsHealth(started).isConnected()]).toEqual([false, false]);
    started.onModuleInit();
    const connection = await started.connection(LONG_MS);
    expect(connection?.isClosed()).toBe(false);
    expect([started.isConnected(), new NatsHealth(started).isConnected()]).toEqual([true, true]);
    started.onModuleInit();
    expect(started.connection(SOON_MS)).toBe(connection);
    expect(await requested.connection(LONG_MS)).toBeDefined();
    expect(lines).toEqual([]);
  });

  it('is retried until the broker is available, and callers wait for it', async () => {
    await way.cut();
    const late = link();
    late.onModuleInit();
    expect(await late.connection(SOON_MS)).toBeUndefined();
    const waiting = [late.connection(LONG_MS), late.connection(LONG_MS)];
    await way.mend();
    const [one, other] = [await waiting[0], await waiting[1]];
    expect(one).toBeDefined();
    expect(other).toBe(one);
  });

  it('is logged once when the broker is unavailable at the start', async () => {
    const { server, url, tries } = await silentServer();
    link(url).onModuleInit();
    await eventually('it is tried several times', () => tries() > 3);
    expect(lines).toEqual([
      expect.objectContaining({ level: 'warn', msg: 'broker unreachable; will retry' }),
    ]);
    server.close();
  });

  it('is restored after a loss', async () => {
    const lost = link();
    const connection = await lost.connection(LONG_MS);
    await way.cut();
    await eventually('it is noticed', () => !lost.isConnected());
    const { server, tries } = await silentServer(Number(new URL(way.url).port));
    await eventually('it is tried again', () => tries() > 2);
    expect(lost.isConnected()).toBe(false);
    expect(await lost.connection(SOON_MS)).toBeUndefined();
    const waiting = lost.connection(LONG_MS);
    server.close();
    await once(server, 'close');
    await way.mend();
    expect(await waiting).toBe(connection);
    expect(lost.isConnected()).toBe(true);
    expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
      ['warn', 'broker connection lost'],
      ['info', 'broker connection restored'],
    ]);
  });

  it('is flushed when it is closed, and not opened again', async () => {
    const listener = await connect({ servers: new URL(testStores().natsUrl).host });
    const received: string[] = [];
    listener.subscribe(`${namespace}last`, {
      callback: (_error, message) => received.push(message.string()),
    });
    await listener.flush();
    const closing = link();
    const connection = await closing.connection(LONG_MS);
    connection?.publish(`${namespace}last`, 'words');
    await Promise.all([closing.close(), closing.close()]);
    expect([closing.isConnected(), connection?.isClosed()]).toEqual([false, true]);
    expect(closing.connection(LONG_MS)).toBeUndefined();
    await eventually('it has arrived', () => received.length > 0);
    expect(received).toEqual(['words']);
    await listener.close();
  });

  it('is not awaited after the process has stopped', async () => {
    const { server, url } = await silentServer();
    const stopping = link(url);
    const waiting = stopping.connection(NEVER_MS);
    await stopping.close();
    expect(await waiting).toBeUndefined();
    expect(stopping.connection(LONG_MS)).toBeUndefined();
    server.close();
    await link().close();
  });

  it('can be closed while the broker is unavailable', async () => {
    const lost = link();
    const connection = await lost.connection(LONG_MS);
    await way.cut();
    await eventually('it is noticed', () => !lost.isConnected());
    await lost.close();
    expect(connection?.isClosed()).toBe(true);
  });

  it('lets operators change the log level of one or all services', async () => {
    const operator = await connect({ servers: new URL(testStores().natsUrl).host });
    const own = link();
    const control = new LogLevelControl(own, settings(), logger);
    control.onApplicationBootstrap();
    const order = (name: string, level: string) =>
      eventually('a responder', async () =>
        (await operator.request(`${namespace}ops.log-level.${name}`, level)).json<object>(),
      );
    expect(await order('alpha', 'debug')).toMatchObject({
      service: 'alpha',
      pid: process.pid,
      before: 'info',
      level: 'debug',
    });
    expect(logger.level).toBe('debug');
    expect(await order('all', 'warn')).toMatchObject({ before: 'debug', level: 'warn' });
    expect(await order('alpha', 'loud')).toMatchObject({
      before: 'warn',
      level: 'warn',
      error: expect.stringMatching(/^The level must be one of trace, debug/),
    });
    expect(logger.level).toBe('warn');
    await operator.close();
  });
});
