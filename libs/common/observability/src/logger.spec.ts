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
  it('is a JSON object with level, time, service and message', () => {
    logger.info({ reviews: 3 }, 'Counted');
    expect(lines).toEqual([
      { level: 'info', time: expect.any(String), service: 'review', reviews: 3, msg: 'Counted' },
    ]);
  });

  it('contains the trace of the current request', () => {
    const trace = startTrace();
    const context = new RequestContext().set(TRACE, trace);
    RequestContext.run(context, () => logger.warn({}, 'Slow'));
    expect(lines[0]).toMatchObject({ traceId: trace.traceId, spanId: trace.spanId });
  });

  it('is omitted below the level', () => {
    logger.debug({}, 'Chatter');
    expect(lines).toEqual([]);
  });

  it('reports a change of the level, even if the new level would hide it', () => {
    logger.changeLevel('error');
    logger.info({}, 'Hidden');
    logger.changeLevel('debug');
    logger.debug({}, 'Shown');
    expect(lines.map(({ msg, before, now }) => [msg, before, now])).toEqual([
      ['log level changed', 'info', 'error'],
      ['log level changed', 'error', 'debug'],
      ['Shown', undefined, undefined],
    ]);
  });

  it('redacts secrets by name at any level', () => {
    const error = Object.assign(new Error('refused'), { config: { token: 'marker' } });
    logger.info(
      {
        password: 'marker',
        body: { Token: 'marker', list: [{ refreshToken: 'marker' }] },
        headers: { authorization: 'Bearer marker', cookie: 'marker', 'set-cookie': ['marker'] },
        err: error,
      },
      'Careless',
    );
    expect(JSON.stringify(lines)).not.toContain('marker');
    expect(lines[0]).toMatchObject({ err: { message: 'refused', stack: expect.any(String) } });
  });

  it.each([
    ['rows', Object.assign(new Error('null value'), { detail: 'Failing row contains (marker)' })],
    ['documents', Object.assign(new Error('bulk'), { writeErrors: [{ err: { op: 'marker' } }] })],
    [
      'keys',
      new Error('E11000 duplicate key error collection: c index: i dup key: { s: "marker" }'),
    ],
    [
      'broken rules',
      new Error(
        'duplicate key value\n - detail: Key (email)=(marker\nmarker) already exists.\n - hint: no marker',
      ),
    ],
    ['variables', new GraphQLError('Variable "$f" got invalid value { password: "marker" }')],
    ['inputs', new Error('invalid input syntax for type uuid: "marker"')],
    ['bodies', new Error(`Unexpected token 'c', "marker" is not valid JSON`)],
    ['causes', new Error('outer', { cause: new Error('invalid input value for enum: "marker"') })],
    [
      'members',
      new AggregateError([Object.assign(new Error('one'), { params: ['marker'] })], 'all'),
    ],
  ])('omits %s from an error', (_what, error) => {
    logger.error({ err: error }, 'Failed');
    expect(JSON.stringify(lines)).not.toContain('marker');
    expect(lines[0]).toMatchObject({
      err: { message: expect.any(String), stack: expect.stringContaining('logger.spec') },
    });
  });

  it('keeps the useful fields of an error', () => {
    const error = Object.assign(new Error('null value'), { code: '23502', table: 'note' });
    logger.error({ err: error }, 'Failed');
    expect(lines[0]).toMatchObject({ err: { type: 'Error', code: '23502', table: 'note' } });
  });

  it('has errors in one field only', () => {
    // @ts-expect-error -- it is called `err`, so that whoever searches the lines has to know one name
    logger.error({ error: new Error('lost') }, 'Failed');
    expect(lines[0]).not.toHaveProperty('err');
  });

  it('does not modify its fields', () => {
    const fields = { user: { password: 'mine' } };
    logger.info(fields, 'Careless');
    expect(fields).toEqual({ user: { password: 'mine' } });
  });

  it('supports circular references', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    logger.info({ circle }, 'Round');
    expect(lines).toHaveLength(1);
  });
});

describe('a log message of Nest', () => {
  it('goes through the same logger, with its context', () => {
    new NestLogger(logger).error(new Error('broken'), 'Bootstrap');
    expect(lines[0]).toMatchObject({ level: 'error', msg: 'broken', context: 'Bootstrap' });
  });

  it('has a stack if Nest passes one', () => {
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
