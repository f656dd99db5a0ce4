import createFetchClient, { type Client, type Middleware } from 'openapi-fetch';
import type { paths } from './generated/api';
import { type RefreshOptions, TokenRefresh } from './token-refresh';

/** The platform's routes as typed calls: `client.GET('/api/v1/courses', { params: { query: { q: 'web' } } })`. */
export type PlatformClient = Client<paths>;

type Send = (request: Request) => Promise<Response>;
type MaybePromise<T> = T | Promise<T>;

export interface ClientOptions {
  /** Where the platform is, for example `http://127.0.0.1:3000`. */
  readonly baseUrl: string;
  /** The access token, or a function that returns the current one. It may be async. */
  readonly token?: string | (() => MaybePromise<string | null | undefined>);
  /** Renews an expired access token, or one without new rights, and repeats the call once. */
  readonly refresh?: RefreshOptions;
  /** The language of texts in responses (BCP 47). */
  readonly locale?: string;
  /** Headers of every call, or a function that returns them. It may be async. Those of a call win. */
  readonly headers?:
    Readonly<Record<string, string>> | (() => MaybePromise<Readonly<Record<string, string>>>);
  /** Whether cookies are sent to another origin; as in `fetch` when absent. */
  readonly credentials?: 'include' | 'omit' | 'same-origin';
  /** The longest a call may take in milliseconds, without limit when absent. It then rejects with a `TimeoutError`. */
  readonly timeoutMs?: number;
  /** Runs around the client's own middleware, in this order (openapi-fetch). */
  readonly middleware?: readonly Middleware[];
  /** In place of the global `fetch`. */
  readonly fetch?: Send;
}

/** A client of the whole platform. */
export function createClient(options: ClientOptions): PlatformClient {
  const send = sender(options);
  const client = createFetchClient<paths>({
    baseUrl: options.baseUrl,
    fetch: send,
    Request: FileRequest,
    bodySerializer: (body: unknown) => (body instanceof Blob ? body : JSON.stringify(body)),
    ...(options.credentials ? { credentials: options.credentials } : {}),
  });
  client.use(...(options.middleware ?? []), platformMiddleware(options, send));
  return client;
}

/** A file carries its own media type; openapi-fetch declares every body as JSON. */
class FileRequest extends Request {
  constructor(...parameters: ConstructorParameters<typeof Request>) {
    super(...parameters);
    const [, init] = parameters;
    const type = init?.body instanceof Blob ? init.body.type : '';
    if (type && this.headers.get('content-type') === 'application/json') {
      this.headers.set('content-type', type);
    }
  }
}

function sender({ fetch: given, timeoutMs }: ClientOptions): Send {
  const send = given ?? ((request: Request) => fetch(request));
  if (timeoutMs === undefined) return send;
  return (request) => {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]);
    return send(new Request(request, { signal }));
  };
}

/** Adds token, language and headers, and repeats a call once after its token was renewed. */
function platformMiddleware(options: ClientOptions, send: Send): Middleware {
  const refresh = options.refresh && new TokenRefresh(options.baseUrl, options.refresh, send);
  const copies = new WeakMap<Request, Request>();
  return {
    async onRequest({ request }) {
      const { token, headers } = options;
      const common = typeof headers === 'function' ? await headers() : (headers ?? {});
      const bearer = refresh?.accessToken ?? (typeof token === 'function' ? await token() : token);
      const added: Record<string, string> = {
        ...(options.locale ? { 'accept-language': options.locale } : {}),
        ...common,
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      };
      for (const [name, value] of Object.entries(added)) {
        if (!request.headers.has(name)) request.headers.set(name, value);
      }
      // A body can be read once: the copy is for the repeat.
      if (refresh) copies.set(request, request.clone());
      return request;
    },
    async onResponse({ request, response }) {
      const copy = copies.get(request);
      if (!refresh || !copy || response.ok) return undefined;
      const used = request.headers.get('authorization')?.slice('Bearer '.length);
      const accessToken = await refresh.renew(response, used);
      if (accessToken === undefined) return undefined;
      copy.headers.set('authorization', `Bearer ${accessToken}`);
      return send(copy);
    },
  };
}
