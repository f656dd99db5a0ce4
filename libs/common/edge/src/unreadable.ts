import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionError } from 'fastify';
import { FALLBACK_LOCALE, problemTranslator } from '@course-plateform/common/i18n';
import { type DomainError, RequestMalformed, toProblem } from '@course-plateform/common/kernel';
import { isAnsweredEarly } from './early-responses';
import { HeadersTooLarge, RequestRejected, RequestTooSlow } from './errors';
import { securityHeaders } from './security-headers';

/**
 * Answers what Node refuses before there is a request: headers that are too long or too slow, and what is not HTTP.
 * There is no reply object yet, so the answer is written as it goes over the line, and the connection ends with it.
 */
export function answerUnreadable(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || hasBegunToAnswer(socket)) {
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

/** Whether a response to this request has begun: the rest of a body that was refused may still be too slow. */
function hasBegunToAnswer(socket: Socket): boolean {
  if (isAnsweredEarly(socket)) return true;
  // Node keeps the response that a socket is busy with under this name and asks it the same in its own handler.
  const response: unknown = Reflect.get(socket, '_httpMessage');
  return Reflect.get(Object(response), 'headersSent') === true;
}

function failureOf(cause: ConnectionError): DomainError {
  if (cause.code === 'HPE_HEADER_OVERFLOW') return new HeadersTooLarge({ cause });
  if (cause.code === 'ERR_HTTP_REQUEST_TIMEOUT') return new RequestTooSlow({ cause });
  // The other faults of the parser (llhttp) say that the text is not HTTP.
  if (cause.code.startsWith('HPE_')) return new RequestMalformed({ cause });
  return new RequestRejected({ cause });
}
