import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createLogger } from '../src/logger';
import { startTracing } from '../src/otlp';
import { startTrace } from '../src/trace';
import type { FinishedSpan } from '../src/tracing';

interface Received {
  readonly path: string | undefined;
  readonly body: {
    resourceSpans: {
      resource: { attributes: unknown };
      scopeSpans: { spans: Record<string, unknown>[] }[];
    }[];
  };
}

describe('spans sent over OTLP', () => {
  let server: Server;
  let received: Received[];
  let lines: unknown[];

  beforeEach(async () => {
    received = [];
    lines = [];
    server = createServer((request, response) => {
      void text(request).then((sent) => {
        received.push({ path: request.url, body: JSON.parse(sent) as Received['body'] });
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => server.close());

  function start(port: number) {
    const write = (line: string): void => {
      lines.push((JSON.parse(line) as { level: string }).level);
    };
    const logger = createLogger({ service: 'review', level: 'info', destination: { write } });
    // An address as users write it.
    const endpoint = `http://127.0.0.1:${port}//`;
    return startTracing({ service: 'review', endpoint, ratio: 1, logger });
  }

  function span(fields: Partial<FinishedSpan> = {}): FinishedSpan {
    const attributes = { 'http.route': '/notes' };
    return {
      name: 'GET /notes',
      kind: 'server',
      trace: startTrace(),
      startedMs: 1,
      attributes,
      ...fields,
    };
  }

  it('have their ids, times, service name and status', async () => {
    const tracing = await start((server.address() as AddressInfo).port);
    const parent = startTrace(`00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`);
    const [good, bad] = [span({ trace: parent }), span({ kind: 'client', errorType: 'failed' })];
    tracing.record(good);
    tracing.record(bad);
    tracing.record(span({ trace: { ...startTrace(), sampled: false } }));
    await tracing.close();
    expect(received.map(({ path }) => path)).toEqual(['/v1/traces']);
    const [sent] = received[0]?.body.resourceSpans ?? [];
    expect(sent?.resource.attributes).toContainEqual({
      key: 'service.name',
      value: { stringValue: 'review' },
    });
    const route = { key: 'http.route', value: { stringValue: '/notes' } };
    expect(sent?.scopeSpans[0]?.spans).toEqual([
      expect.objectContaining({
        name: 'GET /notes',
        kind: 2,
        traceId: 'a'.repeat(32),
        spanId: parent.spanId,
        parentSpanId: 'b'.repeat(16),
        attributes: [route],
        status: { code: 0 },
      }),
      expect.objectContaining({
        kind: 3,
        traceId: bad.trace.traceId,
        spanId: bad.trace.spanId,
        attributes: [route, { key: 'error.type', value: { stringValue: 'failed' } }],
        status: { code: 2 },
      }),
    ]);
    expect(lines).toEqual([]);
  });

  it('are dropped while the receiver is unavailable, which is logged', async () => {
    const tracing = await start(1);
    tracing.record(span());
    await tracing.close();
    expect(lines).toEqual(['warn']);
  });

  it('are not sent without an endpoint', async () => {
    const logger = createLogger({ service: 'review', level: 'silent' });
    const tracing = await startTracing({
      service: 'review',
      endpoint: undefined,
      ratio: 0,
      logger,
    });
    expect(tracing.on).toBe(false);
    expect(tracing.begin().sampled).toBe(false);
    await tracing.close();
  });
});
