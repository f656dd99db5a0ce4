import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import {
  Events,
  type MutableRedirectUri,
  type MutableResponse,
  type MutableToken,
  OAuth2Issuer,
  OAuth2Service,
  type TokenRequestIncomingMessage,
} from 'oauth2-mock-server';
import { consentPage } from './page.mts';
import { type User, userOf } from './people.mts';

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
};
const LOCAL = /^(127\.0\.0\.1|localhost)$/;

/**
 * Stands in for Google on a developer's machine: vouches for whoever someone says to be, on a page, or without one
 * when the request has a `login_hint` (OpenID Connect Core 3.1.2.1). Keeps its users until it ends.
 */
export class Provider {
  private readonly service: OAuth2Service;
  /** By the code of an authorization, and later by the access token for it. */
  private readonly users = new Map<string, User>();

  private constructor(issuer: OAuth2Issuer) {
    this.service = new OAuth2Service(issuer);
    this.service.on(Events.BeforeAuthorizeRedirect, (to: MutableRedirectUri, request) =>
      this.remember(to.url.searchParams.get('code'), queryOf(request as IncomingMessage)),
    );
    this.service.on(Events.BeforeTokenSigning, this.sign.bind(this));
    this.service.on(Events.BeforeResponse, this.exchange.bind(this));
    this.service.on(Events.BeforeUserinfo, this.report.bind(this));
  }

  /** @param url where it will listen, which is also the issuer of its tokens */
  static async make(url: string): Promise<Provider> {
    const issuer = new OAuth2Issuer();
    issuer.url = url;
    await issuer.keys.generate('RS256');
    return new Provider(issuer);
  }

  async listen(host: string, port: number): Promise<Server> {
    const server = createServer((request, response) => this.respond(request, response));
    server.listen(port, host);
    await once(server, 'listening');
    return server;
  }

  private respond(request: IncomingMessage, response: ServerResponse): void {
    const query = queryOf(request);
    const requests = (request.url ?? '').startsWith('/authorize');
    if (!requests) return void this.service.requestHandler(request, response);
    const back = URL.parse(query.get('redirect_uri') ?? '');
    if (!back || !LOCAL.test(back.hostname)) {
      response.writeHead(400, HEADERS).end('<p>It sends browsers to this machine only.</p>');
    } else if (query.has('deny')) {
      back.searchParams.set('error', 'access_denied');
      back.searchParams.set('state', query.get('state') ?? '');
      response.writeHead(302, { Location: back.href }).end();
    } else if (query.get('login_hint')) {
      this.service.requestHandler(request, response);
    } else {
      query.delete('login_hint');
      response.writeHead(200, HEADERS).end(consentPage(query));
    }
  }

  private remember(code: string | null, query: URLSearchParams): void {
    if (code !== null) this.users.set(code, userOf(query));
  }

  private sign({ payload }: MutableToken, { body }: TokenRequestIncomingMessage): void {
    Object.assign(payload, this.users.get(body.code ?? ''));
  }

  private exchange({ body }: MutableResponse, request: TokenRequestIncomingMessage): void {
    const code = request.body.code ?? '';
    const user = this.users.get(code);
    this.users.delete(code);
    if (user && body !== '') this.users.set(String(body?.['access_token']), user);
  }

  private report(response: MutableResponse, { headers }: IncomingMessage): void {
    const user = this.users.get((headers.authorization ?? '').replace(/^Bearer /, ''));
    if (user) response.body = { ...user };
    else response.statusCode = 401;
  }
}

function queryOf({ url = '/' }: IncomingMessage): URLSearchParams {
  return new URL(url, 'http://localhost').searchParams;
}
