import createFetchClient, { type Client } from 'openapi-fetch';
import type { Paths } from './generated';
import { type RefreshOptions, TokenRefresh } from './token-refresh';

/** The platform's routes as typed calls: `client.GET('/api/v1/courses', { params: { query: { q: 'web' } } })`. */
export type PlatformClient = Client<Paths>;

export interface ClientOptions {
  /** Where the platform is, for example `http://127.0.0.1:3000`. */
  readonly baseUrl: string;
  /** The access token, or how to get the present one. */
  readonly token?: string | (() => string | undefined);
  /** Renews an expired access token and repeats the call once. */
  readonly refresh?: RefreshOptions;
  /** The language of texts in answers (BCP 47). */
  readonly locale?: string;
  /** In place of the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** A client of the whole platform. */
export function createClient(options: ClientOptions): PlatformClient {
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const client = createFetchClient<Paths>({
    baseUrl: options.baseUrl,
    fetch: send,
    // A file goes as it is.
    bodySerializer: (body: unknown) => (body instanceof Blob ? body : JSON.stringify(body)),
  });
  const refresh = options.refresh && new TokenRefresh(options.baseUrl, options.refresh, send);
  const copies = new WeakMap<Request, Request>();
  client.use({
    onRequest({ request }) {
      const { token } = options;
      const present = refresh?.accessToken ?? (typeof token === 'function' ? token() : token);
      if (present && !request.headers.has('authorization')) {
        request.headers.set('authorization', `Bearer ${present}`);
      }
      if (options.locale) request.headers.set('accept-language', options.locale);
      // A body can be read once: the copy is for the repeat.
      if (refresh) copies.set(request, request.clone());
      return request;
    },
    async onResponse({ request, response }) {
      const copy = copies.get(request);
      if (!refresh || !copy || response.status !== 401) return undefined;
      const accessToken = await refresh.renew(response);
      if (accessToken === undefined) return undefined;
      copy.headers.set('authorization', `Bearer ${accessToken}`);
      return send(copy);
    },
  });
  return client;
}
