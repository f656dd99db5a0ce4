import { type Schemas, unwrap } from '@course-plateform/client';
import { eventually } from '@course-plateform/common/test-kit';
import { type ApiOperation, SERVICES, documentOf } from './api-documents';
import type { User } from './users';

/** The promise: from the response that ends a session to the last service that still takes its token. */
const PROMISED_MS = 5_000;
const REFUSED = /^auth\.token_/;

/** Ways to make the access token that someone holds useless. */
export const ENDINGS = {
  'signed out': ({ client }: User) => unwrap(client.DELETE('/api/v1/auth/sessions/current')),
  'signed out everywhere': ({ client }: User) => unwrap(client.DELETE('/api/v1/auth/sessions')),
  'signed out by an admin': ({ id }: User, { client }: User) =>
    unwrap(
      client.DELETE('/api/v1/auth/admin/users/{userId}/sessions', {
        params: { path: { userId: id } },
      }),
    ),
  'of another role': ({ id }: User, { client }: User) =>
    unwrap(
      client.PUT('/api/v1/users/{id}/role', {
        params: { path: { id } },
        body: { role: 'instructor' as Schemas['Role'], reason: 'Teaches from now on.' },
      }),
    ),
  suspended: ({ id }: User, { client }: User) =>
    unwrap(
      client.POST('/api/v1/users/{userId}/suspensions', {
        params: { path: { userId: id } },
        body: { reason: 'Spam in reviews.' },
      }),
    ),
} as const satisfies Record<string, (user: User, admin: User) => Promise<unknown>>;

export type Ending = keyof typeof ENDINGS;
export const ENDING_NAMES = Object.keys(ENDINGS) as Ending[];

/** For each service one operation that needs a token; its body is left out, so nothing happens. */
const REQUESTED: readonly ApiOperation[] = SERVICES.flatMap((service) => {
  const signedIn = documentOf(service).operations.filter(
    (one) => one['x-permission'] !== 'public' && !one.path.includes('{'),
  );
  return signedIn.find(({ method }) => method === 'get') ?? signedIn.slice(0, 1);
});

/** The milliseconds that each service went on taking a token, by ending and service. */
export type EndTimes = Readonly<Record<Ending, Record<string, number>>>;

/**
 * Ends everybody's session in their own way, and calls every service until it rejects all their tokens.
 * @throws Error when a service refused one before, or still takes one after five seconds
 */
export async function measureEnds(
  gatewayUrl: string,
  users: Readonly<Record<Ending, User>>,
  admin: User,
): Promise<EndTimes> {
  for (const operation of REQUESTED) {
    for (const name of ENDING_NAMES) {
      const code = await codeOf(gatewayUrl, operation, users[name].token);
      if (REFUSED.test(code)) throw new Error(`${operation.service} refuses ${name} before it is`);
    }
  }
  const times = Object.fromEntries(ENDING_NAMES.map((name) => [name, {}])) as EndTimes;
  await Promise.all(
    ENDING_NAMES.map(async (name) => {
      await ENDINGS[name](users[name], admin);
      const ended = performance.now();
      await Promise.all(
        REQUESTED.map(async (operation) => {
          const refused = async (): Promise<boolean> =>
            REFUSED.test(await codeOf(gatewayUrl, operation, users[name].token));
          await eventually(`${operation.service} refuses ${name}`, refused, PROMISED_MS);
          times[name][operation.service] = performance.now() - ended;
        }),
      );
    }),
  );
  return times;
}

async function codeOf(
  gatewayUrl: string,
  { path, method }: ApiOperation,
  token: string,
): Promise<string> {
  const response = await fetch(new URL(path, gatewayUrl), {
    method: method.toUpperCase(),
    headers: { authorization: `Bearer ${token}` },
  });
  const { code = '' } = (await response.json()) as { code?: string };
  return code;
}
