import { Failure } from '#workspace/shared/failure.mts';
import type { Platform } from '#workspace/stack/platform.mts';
import type { DemoAccount } from '../harness/test-bed.mts';

/** The access token of a learner of the demo. */
export async function accessToken(
  platform: Platform,
  accounts: readonly DemoAccount[],
): Promise<string> {
  const learner = accounts.find(({ role }) => role === 'learner');
  if (!learner) throw new Failure('The demo has no learner.');
  const { email, password } = learner;
  const response = await fetch(`${platform.serviceUrl('auth')}/api/v1/auth/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Failure(`${email} cannot sign in: ${response.status}.`);
  return ((await response.json()) as { accessToken: string }).accessToken;
}
