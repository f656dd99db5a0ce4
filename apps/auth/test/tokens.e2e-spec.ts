import type { JSONWebKeySet } from 'jose';
import {
  type TestService,
  type TrustedKey,
  describeTokens,
} from '@course-plateform/common/testing';
import { service } from '../src/app.module';
import { SigningKeys } from '../src/signing-key/signing-keys';

/** Auth trusts its own keys. */
async function trustedKey(auth: TestService): Promise<TrustedKey> {
  const pair = auth.get(SigningKeys).current;
  const { body } = await auth.http.get('/.well-known/jwks.json').expect(200);
  const publicKey = (body as JSONWebKeySet).keys.find(({ kid }) => kid === pair.keyId);
  if (!publicKey) throw new Error('The current key is not published');
  return { ...pair, publicKey };
}

describeTokens(service, { trustedKey, environment: { BCRYPT_COST: '4' } });
