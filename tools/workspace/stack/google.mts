import { LOOPBACK, freePort, nextFreePort } from './ports.mts';
import type { Run } from './run.mts';
import { startSideServer } from './side-server.mts';

const PORT = 1090;

/** A stand-in for Google. */
export interface GoogleStandIn {
  readonly url: string;
  /** What the auth service has to know of it. */
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Starts the stand-in for Google.
 * @param ports `fixed`: the usual port or the next free one; `free`: any
 */
export async function startGoogle(
  run: Run,
  ports: 'fixed' | 'free',
  logPrefix = '',
): Promise<GoogleStandIn> {
  const port = ports === 'free' ? await freePort() : await nextFreePort(PORT);
  const args = ['--port', String(port)];
  await startSideServer({ run, title: 'Google', tool: 'google', args, port, logPrefix });
  const url = `http://${LOOPBACK}:${port}`;
  const settings = {
    GOOGLE_CLIENT_ID: 'course-plateform',
    GOOGLE_CLIENT_SECRET: 'known-to-the-stand-in',
    GOOGLE_ISSUER: url,
    GOOGLE_AUTHORIZATION_URL: `${url}/authorize`,
    GOOGLE_TOKEN_URL: `${url}/token`,
    GOOGLE_USERINFO_URL: `${url}/userinfo`,
    GOOGLE_JWKS_URL: `${url}/jwks`,
  };
  return { url, settings };
}
