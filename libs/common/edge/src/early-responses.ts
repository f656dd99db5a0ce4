import type { Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Connections on which a body still arrives whose response is on its way or gone. */
const answeredEarly = new WeakSet<Socket>();

/** Whether a connection got its response before its request was complete, and the rest still arrives. */
export function isAnsweredEarly(socket: Socket): boolean {
  return answeredEarly.has(socket);
}

/**
 * Takes the rest of a body off the line when the response does not wait for it (413, 415). Otherwise the connection is
 * reset while its client is still writing, and the client sees the reset instead of the response (RFC 9112, 9.6).
 * @param isDraining whether the process is about to stop and keeps no connection
 */
export function readRestOfBodies(fastify: FastifyInstance, isDraining: () => boolean): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (!hasUnreadBody(request)) return done(null, payload);
    const { socket } = request.raw;
    answeredEarly.add(socket);
    const whole = finished(request.raw, { writable: false })
      .catch(ignoreBrokenConnection)
      .then(() => void answeredEarly.delete(socket));
    // A proxy may hold it back at the speed of a service that does not read any more.
    request.raw.unpipe().resume();
    // A connection that ends with the response must not end before its client has finished.
    if (!keepsConnection(request) || isDraining()) {
      return void whole.then(() => done(null, payload), done);
    }
    // Fastify ends the connection whenever a body was not read to its end; read to its end, it can go on.
    void reply.removeHeader('connection');
    done(null, payload);
  });
}

function hasUnreadBody({ raw }: FastifyRequest): boolean {
  const { 'content-length': length, 'transfer-encoding': coding } = raw.headers;
  return !raw.complete && !raw.destroyed && (coding !== undefined || Number(length) > 0);
}

function keepsConnection({ raw }: FastifyRequest): boolean {
  if (raw.httpVersion !== '1.1') return false;
  return !/(^|,)\s*close\s*(,|$)/i.test(raw.headers.connection ?? '');
}

/** Nobody is there any more to read the response either. */
function ignoreBrokenConnection(): void {
  return undefined;
}
