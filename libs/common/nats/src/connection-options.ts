import type { ConnectionOptions } from 'nats';

/** The delay between two connection attempts, in milliseconds. */
export const RECONNECT_WAIT_MS = 200;
/** The timeout of an attempt, in milliseconds. Short, because a hanging broker accepts connections without a reply. */
const CONNECT_TIMEOUT_MS = 2_000;
const PING_INTERVAL_MS = 5_000;

/** The client's options for a URL, because the client does not read credentials from it. */
export function connectionOptions(natsUrl: string, name: string): ConnectionOptions {
  const urls = natsUrl.split(',').map((url) => new URL(url.trim()));
  const { username, password } = urls[0] ?? new URL('nats://localhost');
  return {
    name,
    servers: urls.map((url) => url.host),
    ...(username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : {}),
    inboxPrefix: `_INBOX_${name}`,
    maxReconnectAttempts: -1,
    reconnectTimeWait: RECONNECT_WAIT_MS,
    reconnectJitter: 100,
    timeout: CONNECT_TIMEOUT_MS,
    pingInterval: PING_INTERVAL_MS,
    ignoreAuthErrorAbort: true,
    // Stack traces across requests would cost a fifth of each request's time.
    noAsyncTraces: true,
  };
}
