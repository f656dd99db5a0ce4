import type { Socket } from 'node:net';
import type { ConnectionError } from 'fastify';
import { rejectUnreadable } from './unreadable';

/** A connection that notes what is written to it. */
function connection(state: object = {}) {
  const calls: string[] = [];
  const socket = {
    writable: true,
    destroy: () => calls.push('destroy'),
    end: (text: string) => calls.push(text),
    ...state,
  };
  return { socket: socket as unknown as Socket, calls };
}

function failure(code: string): ConnectionError {
  return Object.assign(new Error('no'), { code }) as ConnectionError;
}

describe('rejectUnreadable', () => {
  it.each([
    ['HPE_HEADER_OVERFLOW', 431, 'request.headers_too_large'],
    ['ERR_HTTP_REQUEST_TIMEOUT', 408, 'request.too_slow'],
    ['HPE_INVALID_METHOD', 400, 'request.malformed'],
    ['ERR_SSL_HTTP_REQUEST', 400, 'request.rejected'],
  ])('responds to %s, and closes the connection', (code, status, problem) => {
    const { socket, calls } = connection();
    rejectUnreadable(failure(code), socket);
    expect(calls).toHaveLength(1);
    const [head = '', body = ''] = (calls[0] ?? '').split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} \\w`));
    expect(head).toContain('\r\nConnection: close');
    expect(head).toContain(`\r\nContent-Length: ${Buffer.byteLength(body)}`);
    expect(JSON.parse(body)).toMatchObject({ status, code: problem });
  });

  it.each([
    ['a connection that was reset', 'ECONNRESET', {}],
    ['one that nobody reads', 'HPE_INVALID_METHOD', { writable: false }],
    [
      'one with a response in progress',
      'HPE_INVALID_METHOD',
      { _httpMessage: { headersSent: true } },
    ],
  ])('writes nothing to %s', (_what, code, state) => {
    const { socket, calls } = connection(state);
    rejectUnreadable(failure(code), socket);
    expect(calls).toEqual(['destroy']);
  });

  it('responds if no response has started', () => {
    const { socket, calls } = connection({ _httpMessage: { headersSent: false } });
    rejectUnreadable(failure('HPE_INVALID_METHOD'), socket);
    expect(calls[0]).toContain('HTTP/1.1 400 Bad Request');
  });
});
