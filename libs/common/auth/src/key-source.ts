import type { JSONWebKeySet } from 'jose';

/** How long the auth service may take to give its keys, in milliseconds. */
const TIMEOUT_MS = 2000;

/** Where public keys come from. */
export abstract class KeySource {
  /** Reads the key set (RFC 7517). Rejects when it cannot be had. */
  abstract load(): Promise<JSONWebKeySet>;
}

/**
 * The injection token under which a global module may provide a `KeySource` of the process's own: the auth service
 * has its keys at hand and must not ask itself over HTTP. Absent everywhere else.
 */
export const OWN_KEY_SOURCE = Symbol('OWN_KEY_SOURCE');

/** The key set that the auth service publishes over HTTP. */
export class HttpKeySource extends KeySource {
  constructor(private readonly url: string) {
    super();
  }

  async load(): Promise<JSONWebKeySet> {
    const answer = await fetch(this.url, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: 'application/json' },
    });
    if (!answer.ok) throw new Error(`The key set answered with status ${answer.status}`);
    return (await answer.json()) as JSONWebKeySet;
  }
}
