import { Failure } from '#workspace/shared/failure.mts';
import type { Platform } from '#workspace/stack/platform.mts';
import type { DemoAccount } from '../harness/test-bed.mts';

/** The access token of someone of the demo. */
export async function accessToken(
  platform: Platform,
  accounts: readonly DemoAccount[],
  role = 'learner',
): Promise<string> {
  const account = accounts.find((one) => one.role === role);
  if (!account) throw new Failure(`The demo has no ${role}.`);
  const { email, password } = account;
  const response = await fetch(`${platform.serviceUrl('auth')}/api/v1/auth/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Failure(`${email} cannot sign in: ${response.status}.`);
  return ((await response.json()) as { accessToken: string }).accessToken;
}
