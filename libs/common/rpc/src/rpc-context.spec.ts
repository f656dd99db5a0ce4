import { headers } from 'nats';
import { LOCALE } from '@course-plateform/common/i18n';
import { CALLER_TOKEN, DEADLINE, RequestContext } from '@course-plateform/common/kernel';
import { TRACE } from '@course-plateform/common/observability';
import { incomingContext, problemOf } from './rpc-context';
import { UpstreamUnavailable } from './rpc.errors';

const NOW = Date.parse('2026-01-01T00:00:00Z');

function contextOf(values: Readonly<Record<string, string>>): RequestContext {
  const made = headers();
  for (const [name, value] of Object.entries(values)) made.set(name, value);
  return incomingContext(made);
}

describe('the context of a request', () => {
  beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue(NOW));

  afterEach(() => jest.restoreAllMocks());

  it('is read from its headers', () => {
    const context = contextOf({
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
      'x-deadline-ms': '700',
      authorization: 'Bearer header.body.signature',
      'accept-language': 'fr',
    });
    expect(context.get(TRACE)).toMatchObject({ traceId: 'a'.repeat(32), sampled: true });
    expect(context.get(DEADLINE)).toBe(NOW + 700);
    expect(context.get(CALLER_TOKEN)).toBe('header.body.signature');
    expect(context.get(LOCALE)).toBe('fr');
  });

  it('has only a trace without headers', () => {
    for (const context of [contextOf({}), incomingContext(undefined)]) {
      expect(context.get(TRACE)?.traceId).toMatch(/^[\da-f]{32}$/);
      expect([DEADLINE, CALLER_TOKEN, LOCALE].map((key) => context.get<unknown>(key))).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  it('ignores an invalid deadline, and rejects an invalid token', () => {
    const context = contextOf({ 'x-deadline-ms': 'soon', authorization: 'Basic YTpi' });
    expect(context.get(DEADLINE)).toBeUndefined();
    expect(context.get(CALLER_TOKEN)).toBe('');
  });
});

describe('the problem of an unfiltered error', () => {
  it('has a trace for an expected error, and is undefined otherwise', () => {
    const failure = new UpstreamUnavailable({ params: { service: 'course' } });
    const inTrace = RequestContext.run(incomingContext(undefined), () => problemOf(failure));
    expect(inTrace).toMatchObject({
      code: 'upstream.unavailable',
      status: 503,
      traceId: expect.stringMatching(/^[\da-f]{32}$/),
    });
    expect(problemOf(failure)).not.toHaveProperty('traceId');
    expect(problemOf(new Error('Out of ink'))).toBeUndefined();
  });
});
