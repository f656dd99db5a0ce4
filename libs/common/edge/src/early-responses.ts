import type { Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hasBody } from './body-timeout';

/** Connections that got their response while the request body is still arriving. */
const respondedEarly = new WeakSet<Socket>();

/** Whether a connection got its response while the request body is still arriving. */
export function respondedEarlyTo(socket: Socket): boolean {
  return respondedEarly.has(socket);
}

/**
 * Reads and discards the rest of a body after an early response (413, 415). Otherwise the connection is reset while the
 * client is still writing, and the client sees the reset instead of the response (RFC 9112, 9.6).
 * @param isDraining whether the process is stopping and closes its connections
 */
export function readRestOfBodies(fastify: FastifyInstance, isDraining: () => boolean): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (!hasUnreadBody(request)) return done(null, payload);
    const { socket } = request.raw;
    respondedEarly.add(socket);
    const whole = finished(request.raw, { writable: false })
      .catch(ignoreBrokenConnection)
      .then(() => void respondedEarly.delete(socket));
    // A proxied body would wait for a service that has stopped reading it.
    request.raw.unpipe().resume();
    // A connection that closes after the response must stay open until the client has finished.
    if (!keepsConnection(request) || isDraining()) {
      return void whole.then(() => done(null, payload), done);
    }
    // Fastify closes the connection after an unread body. This one is read completely, so keep the connection.
    void reply.removeHeader('connection');
    done(null, payload);
  });
}

function hasUnreadBody({ raw }: FastifyRequest): boolean {
  return !raw.complete && !raw.destroyed && hasBody({ raw });
}

function keepsConnection({ raw }: FastifyRequest): boolean {
  if (raw.httpVersion !== '1.1') return false;
  return !/(^|,)\s*close\s*(,|$)/i.test(raw.headers.connection ?? '');
}

/** The client is gone, so there is no one to report the error to. */
function ignoreBrokenConnection(): void {
  return undefined;
}
