import type { JSONWebKeySet } from 'jose';

/** The timeout for reading the keys from the auth service, in milliseconds. */
const TIMEOUT_MS = 2000;

/** Where public keys come from. */
export abstract class KeySource {
  /** Reads the key set (RFC 7517). Rejects when it is unavailable. */
  abstract load(): Promise<JSONWebKeySet>;
}

/**
 * The injection token under which a global module may provide a `KeySource` of the process's own: the auth service
 * has its keys in memory and must not call itself over HTTP. Absent everywhere else.
 */
export const OWN_KEY_SOURCE = Symbol('OWN_KEY_SOURCE');

/** The key set that the auth service publishes over HTTP. */
export class HttpKeySource extends KeySource {
  constructor(private readonly url: string) {
    super();
  }

  async load(): Promise<JSONWebKeySet> {
    const response = await fetch(this.url, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: 'application/json' },
    });
    if (!response.ok) throw new Error(`The key set returned status ${response.status}`);
    return (await response.json()) as JSONWebKeySet;
  }
}
