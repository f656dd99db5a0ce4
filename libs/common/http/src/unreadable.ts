import type { ConnectionError } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { FALLBACK_LOCALE, problemTranslator } from '@course-plateform/common/i18n';
import { toProblem } from '@course-plateform/common/kernel';
import { RequestMalformed } from '@course-plateform/common/messaging';
import { RequestRejected } from './errors';

/**
 * Answers what Node refuses before there is a request: headers that are too long or too slow, and what is not HTTP.
 * There is no reply object yet, so the answer is written as it goes over the line, and the connection ends with it.
 */
export function answerUnreadable(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  // Of the parser's faults (llhttp) all but one say that the text is not HTTP.
  const broken = error.code.startsWith('HPE_') && error.code !== 'HPE_HEADER_OVERFLOW';
  const failure = broken
    ? new RequestMalformed({ cause: error })
    : new RequestRejected({ cause: error });
  const problem = toProblem(failure, { translate: problemTranslator(FALLBACK_LOCALE) });
  const body = JSON.stringify(problem);
  const lines = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'Content-Type: application/problem+json',
    `Content-Language: ${FALLBACK_LOCALE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
