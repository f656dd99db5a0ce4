import type { FastifyInstance, FastifyRequest } from 'fastify';

export interface BodyTimeouts {
  /** How long a body may take to arrive, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** Whether a body may take longer, as a file may, as long as it does not stop for that time. */
  isLong(request: FastifyRequest): boolean;
}

/**
 * Ends requests whose bodies arrive too slowly, with 408. Node's own `requestTimeout` is the same for every request of
 * a server, and an upload of some gigabytes has to take longer than anything else may.
 */
export function limitBodyTimes(fastify: FastifyInstance, timeouts: BodyTimeouts): void {
  const { requestTimeoutMs } = timeouts;
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (!hasBody(request)) return done();
    const { raw } = request;
    const end = (): void => {
      const error = new Error('The body of the request was too slow');
      const timeout = Object.assign(error, { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
      fastify.server.emit('clientError', timeout, raw.socket);
    };
    const stop = timeouts.isLong(request)
      ? endWhenIdle(raw.socket, requestTimeoutMs, end)
      : endAfter(requestTimeoutMs, end);
    raw.once('end', stop).once('close', stop);
    done();
  });
}

/** Whether a body comes with a request (RFC 9112, 6.3). */
export function hasBody({ raw }: Pick<FastifyRequest, 'raw'>): boolean {
  const { 'content-length': length, 'transfer-encoding': coding } = raw.headers;
  return coding !== undefined || Number(length) > 0;
}

function endAfter(ms: number, end: () => void): () => void {
  const timer = setTimeout(end, ms).unref();
  return () => clearTimeout(timer);
}

function endWhenIdle(socket: { readonly bytesRead: number }, ms: number, end: () => void) {
  let seen = socket.bytesRead;
  const timer = setInterval(() => {
    if (socket.bytesRead === seen) {
      clearInterval(timer);
      end();
    }
    seen = socket.bytesRead;
  }, ms).unref();
  return (): void => clearInterval(timer);
}
