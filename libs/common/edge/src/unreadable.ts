import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionError } from 'fastify';
import { FALLBACK_LOCALE, problemTranslator } from '@course-plateform/common/i18n';
import { type DomainError, RequestMalformed, toProblem } from '@course-plateform/common/kernel';
import { respondedEarlyTo } from './early-responses';
import { HeadersTooLarge, RequestRejected, RequestTooSlow } from './errors';
import { securityHeaders } from './security-headers';

/**
 * Responds to input that Node rejects before there is a request: headers that are too long or too slow, or not HTTP.
 * There is no reply object yet, so the response is written to the socket, which is then closed.
 */
export function rejectUnreadable(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || hasBegunToRespond(socket)) {
    socket.destroy();
    return;
  }
  const failure = failureOf(error);
  const problem = toProblem(failure, { translate: problemTranslator(FALLBACK_LOCALE) });
  const body = JSON.stringify(problem);
  const headers = {
    ...securityHeaders('api'),
    'Content-Type': 'application/problem+json',
    'Content-Language': FALLBACK_LOCALE,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    Connection: 'close',
  };
  const lines = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`),
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** Whether a response has started: the rest of a rejected body may still time out. */
function hasBegunToRespond(socket: Socket): boolean {
  if (respondedEarlyTo(socket)) return true;
  // Node stores the current response of a socket under this name, and its own handler checks the same.
  const response: unknown = Reflect.get(socket, '_httpMessage');
  return Reflect.get(Object(response), 'headersSent') === true;
}

function failureOf(cause: ConnectionError): DomainError {
  if (cause.code === 'HPE_HEADER_OVERFLOW') return new HeadersTooLarge({ cause });
  if (cause.code === 'ERR_HTTP_REQUEST_TIMEOUT') return new RequestTooSlow({ cause });
  // The other errors of the parser (llhttp) mean that the input is not HTTP.
  if (cause.code.startsWith('HPE_')) return new RequestMalformed({ cause });
  return new RequestRejected({ cause });
}
