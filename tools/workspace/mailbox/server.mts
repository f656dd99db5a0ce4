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

/** Where the page of a mailbox is, and where it leads back to. */
export interface MailboxPlace {
  readonly host: string;
  readonly port: number;
  /** The portal of the platform whose mails these are; undefined when nobody knows it. */
  readonly portalUrl?: string | undefined;
}

/** Shows a mailbox: `/` to users, `/mails` to programs, both with `?to=` for one address. */
export async function showMailbox(mailbox: Mailbox, place: MailboxPlace): Promise<Server> {
  const { host, port, portalUrl } = place;
  const server = createServer((request, response) =>
    respond(mailbox, portalUrl, request, response),
  );
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

function respond(
  mailbox: Mailbox,
  portalUrl: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  // A foreign page whose name leads to this machine (DNS rebinding) must not read mails.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) {
    response.writeHead(421, HEADERS).end();
    return;
  }
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const to = searchParams.get('to') || undefined;
  const mails = mailbox.to(to);
  if (pathname === '/') {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/html; charset=utf-8' });
    response.end(pageOf({ mails, to, portalUrl }));
  } else if (pathname === '/mails') {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ items: mails }));
  } else {
    response.writeHead(404, HEADERS).end();
  }
}
