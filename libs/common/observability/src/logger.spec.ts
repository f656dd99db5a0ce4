import { Writable } from 'node:stream';
import { GraphQLError } from 'graphql';
import { RequestContext } from '@course-plateform/common/kernel';
import { type Logger, NestLogger, createLogger } from './logger';
import { TRACE, startTrace } from './trace';

let lines: Record<string, unknown>[];
let logger: Logger;

beforeEach(() => {
  lines = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  logger = createLogger({ service: 'review', level: 'info', destination });
});

describe('a log line', () => {
  it('is one JSON object with level, time, service and message', () => {
    logger.info({ reviews: 3 }, 'Counted');
    expect(lines).toEqual([
      { level: 'info', time: expect.any(String), service: 'review', reviews: 3, msg: 'Counted' },
    ]);
  });

  it('carries the trace of the request under way', () => {
    const trace = startTrace();
    const context = new RequestContext().set(TRACE, trace);
    RequestContext.run(context, () => logger.warn({}, 'Slow'));
    expect(lines[0]).toMatchObject({ traceId: trace.traceId, spanId: trace.spanId });
  });

  it('leaves out what is below the level', () => {
    logger.debug({}, 'Chatter');
    expect(lines).toEqual([]);
  });

  it('says so when the level changes, also when the change would hide it', () => {
    logger.changeLevel('error');
    logger.info({}, 'Hidden');
    logger.changeLevel('debug');
    logger.debug({}, 'Shown');
    expect(lines.map(({ msg, before, now }) => [msg, before, now])).toEqual([
      ['The log level has changed', 'info', 'error'],
      ['The log level has changed', 'error', 'debug'],
      ['Shown', undefined, undefined],
    ]);
  });

  it('blanks secrets by name wherever they are', () => {
    const error = Object.assign(new Error('refused'), { config: { token: 'canary' } });
    logger.info(
      {
        password: 'canary',
        body: { Token: 'canary', list: [{ refreshToken: 'canary' }] },
        headers: { authorization: 'Bearer canary', cookie: 'canary', 'set-cookie': ['canary'] },
        err: error,
      },
      'Careless',
    );
    expect(JSON.stringify(lines)).not.toContain('canary');
    expect(lines[0]).toMatchObject({ err: { message: 'refused', stack: expect.any(String) } });
  });

  it.each([
    ['rows', Object.assign(new Error('null value'), { detail: 'Failing row contains (canary)' })],
    ['documents', Object.assign(new Error('bulk'), { writeErrors: [{ err: { op: 'canary' } }] })],
    [
      'keys',
      new Error('E11000 duplicate key error collection: c index: i dup key: { s: "canary" }'),
    ],
    [
      'broken rules',
      new Error(
        'duplicate key value\n - detail: Key (email)=(canary\ncanary) already exists.\n - hint: no canary',
      ),
    ],
    ['variables', new GraphQLError('Variable "$f" got invalid value { password: "canary" }')],
    ['inputs', new Error('invalid input syntax for type uuid: "canary"')],
    ['bodies', new Error(`Unexpected token 'c', "canary" is not valid JSON`)],
    ['causes', new Error('outer', { cause: new Error('invalid input value for enum: "canary"') })],
    [
      'members',
      new AggregateError([Object.assign(new Error('one'), { params: ['canary'] })], 'all'),
    ],
  ])('leaves out %s that an error carries', (_what, error) => {
    logger.error({ err: error }, 'Failed');
    expect(JSON.stringify(lines)).not.toContain('canary');
    expect(lines[0]).toMatchObject({
      err: { message: expect.any(String), stack: expect.stringContaining('logger.spec') },
    });
  });

  it('keeps what helps to find the fault', () => {
    const error = Object.assign(new Error('null value'), { code: '23502', table: 'note' });
    logger.error({ err: error }, 'Failed');
    expect(lines[0]).toMatchObject({ err: { type: 'Error', code: '23502', table: 'note' } });
  });

  it('knows failures by one name', () => {
    // @ts-expect-error -- it is called `err`, so that whoever searches the lines has to know one name
    logger.error({ error: new Error('lost') }, 'Failed');
    expect(lines[0]).not.toHaveProperty('err');
  });

  it('does not change what it was given', () => {
    const fields = { user: { password: 'mine' } };
    logger.info(fields, 'Careless');
    expect(fields).toEqual({ user: { password: 'mine' } });
  });

  it('survives a circle', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    logger.info({ circle }, 'Round');
    expect(lines).toHaveLength(1);
  });
});

describe("Nest's own messages", () => {
  it('come through the same logger, with their context', () => {
    new NestLogger(logger).error(new Error('broken'), 'Bootstrap');
    expect(lines[0]).toMatchObject({ level: 'error', msg: 'broken', context: 'Bootstrap' });
  });

  it('have a stack where Nest hands one over, and none otherwise', () => {
    const nest = new NestLogger(logger);
    nest.error('broken', 'Error: broken\n    at here', 'Bootstrap');
    nest.error('broken', 'Bootstrap');
    nest.warn('odd');
    nest.log('chatter', 'Bootstrap');
    nest.debug('chatter');
    expect(lines).toEqual([
      expect.objectContaining({ context: 'Bootstrap', stack: 'Error: broken\n    at here' }),
      expect.not.objectContaining({ stack: expect.anything() }),
      expect.not.objectContaining({ context: expect.anything() }),
    ]);
    expect(lines[1]).toMatchObject({ context: 'Bootstrap' });
  });
});
