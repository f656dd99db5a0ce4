import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { Mailbox } from './mailbox.mts';
import { pageOf } from './page.mts';

const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** Shows a mailbox: `/` to people, `/mails` to programs, both with `?to=` for one address. */
export async function showMailbox(mailbox: Mailbox, host: string, port: number): Promise<Server> {
  const server = createServer((request, response) => answer(mailbox, request, response));
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

function answer(mailbox: Mailbox, request: IncomingMessage, response: ServerResponse): void {
  // A foreign page whose name leads to this machine (DNS rebinding) must not read mails.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) {
    response.writeHead(421, HEADERS).end();
    return;
  }
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const mails = mailbox.to(searchParams.get('to') || undefined);
  if (pathname === '/') {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/html; charset=utf-8' });
    response.end(pageOf(mails));
  } else if (pathname === '/mails') {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ items: mails }));
  } else {
    response.writeHead(404, HEADERS).end();
  }
}
