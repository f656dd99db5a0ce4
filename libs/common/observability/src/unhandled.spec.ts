import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import { RequestContext } from '@course-plateform/common/kernel';
import { createLogger } from './logger';
import { TRACE, startTrace } from './trace';
import { logUnhandled } from './unhandled';

describe('an unhandled error', () => {
  it('is logged with stack and trace, and ends the process', () => {
    const lines: unknown[] = [];
    const destination = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(JSON.parse(chunk.toString()));
        done();
      },
    });
    const failing = new EventEmitter();
    const exits: number[] = [];
    const logger = createLogger({ service: 'review', level: 'info', destination });
    logUnhandled(failing, logger, (code) => exits.push(code));
    const trace = startTrace();
    RequestContext.run(new RequestContext().set(TRACE, trace), () =>
      failing.emit('uncaughtException', new Error('lost'), 'unhandledRejection'),
    );
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'error',
        traceId: trace.traceId,
        origin: 'unhandledRejection',
        err: expect.objectContaining({ message: 'lost', stack: expect.stringMatching(/spec/) }),
      }),
    ]);
    expect(exits).toEqual([1]);
  });
});
