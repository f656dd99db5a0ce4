import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import { freePort } from '../stack/ports.mts';
import { Provider } from './provider.mts';

const VERIFIER = 'v'.repeat(43);

describe('the stand-in for Google', () => {
  let server: Server;
  let url: string;

  before(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = await (await Provider.make(url)).listen('127.0.0.1', port);
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  function authorize(more: Readonly<Record<string, string>>): Promise<Response> {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: 'platform',
      redirect_uri: 'http://127.0.0.1:3000/back',
      state: '"<s>',
      nonce: 'n',
      code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
      code_challenge_method: 'S256',
      ...more,
    });
    return fetch(`${url}/authorize?${query}`, { redirect: 'manual' });
  }

  async function backFrom(more: Readonly<Record<string, string>>): Promise<URLSearchParams> {
    const { headers } = await authorize(more);
    return new URL(headers.get('location') ?? '').searchParams;
  }

  function exchange(code: string, verifier: string): Promise<Response> {
    const grant = { grant_type: 'authorization_code', client_id: 'platform' };
    const body = new URLSearchParams({ ...grant, code, code_verifier: verifier });
    return fetch(`${url}/token`, { method: 'POST', body });
  }

  it('shows the account form with the escaped request parameters', async () => {
    const page = await (await authorize({})).text();
    assert.ok(page.includes('value="&quot;&lt;s&gt;"') && page.includes('name="login_hint"'));
  });

  it('issues one token for the named user to the holder of the PKCE verifier', async () => {
    const hint = { login_hint: 'ada.lovelace@example.com' };
    const code = (await backFrom(hint)).get('code') ?? '';
    const response = await exchange(code, VERIFIER);
    const { id_token, access_token } = (await response.json()) as Record<string, string>;
    const { iss, aud, nonce, email, email_verified, given_name, family_name, sub } = decodeJwt<
      Record<string, unknown>
    >(id_token ?? '');
    assert.deepEqual([iss, aud, nonce], [url, 'platform', 'n']);
    assert.deepEqual(
      [email, email_verified, given_name, family_name],
      ['ada.lovelace@example.com', true, 'Ada', 'Lovelace'],
    );
    const headers = { authorization: `Bearer ${access_token ?? ''}` };
    const profile = (await (await fetch(`${url}/userinfo`, { headers })).json()) as object;
    assert.equal(Reflect.get(profile, 'sub'), sub);
    assert.equal((await fetch(`${url}/userinfo`)).status, 401);
    assert.equal((await exchange(code, VERIFIER)).status, 400);
    const other = (await backFrom(hint)).get('code') ?? '';
    assert.equal((await exchange(other, 'w'.repeat(43))).status, 400);
  });

  it('returns a refusal, and redirects to this machine only', async () => {
    assert.deepEqual(Object.fromEntries(await backFrom({ deny: 'yes' })), {
      error: 'access_denied',
      state: '"<s>',
    });
    const foreign = await authorize({ redirect_uri: 'https://evil.test/', login_hint: 'a@b.test' });
    assert.deepEqual([foreign.status, foreign.headers.get('location')], [400, null]);
  });
});
