import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/bcrypt';
import { Failure } from '#workspace/shared/failure.mts';
import type { Stage } from './stage.mts';
import { type Row, median, percentile, ratioRow, timeRow } from './table.mts';

const COST = 12;
/** How often each of two responses is timed. */
const TRIES = 200;
/** Enough to keep every hash that may go on at once going. */
const AT_ONCE = 16;
const SECONDS = 8;
const STORM_PER_SECOND = 50;
const PASSWORD = 'Bench-Password-1';

/** Nothing slows these requests down but their work. */
const UNLIMITED = { LOGIN_FREE_ATTEMPTS: '1000', LOGIN_FREE_ATTEMPTS_PER_ADDRESS: '100000' };

/** What signing in costs, what it tells other users, and what it leaves for others. */
export async function measureIdentity(stage: Stage): Promise<Row[]> {
  const { platform } = await stage.demo();
  const [auth, quick] = await Promise.all([
    stage.another('auth', UNLIMITED),
    stage.another('auth', { ...UNLIMITED, BCRYPT_COST: '4' }),
  ]);
  try {
    const known = await registerMany(quick.url);
    return [
      ratioRow(
        'Signing in, of hashes at once',
        await signInsPerSecond(auth.url),
        await hashesPerSecond(),
      ),
      await resetTimes(auth.url, known),
      await signInTimes(auth.url),
      await storm(auth.url, `${platform.serviceUrl('course')}/api/v1/courses?page=1&limit=20`),
    ];
  } finally {
    await Promise.all([auth.server.stop(), quick.server.stop()]);
  }
}

/** Cheap hashes, so that it takes no minutes; nobody signs in with them. */
async function registerMany(url: string): Promise<string[]> {
  const emails = Array.from({ length: TRIES }, () => `${randomUUID()}@example.com`);
  const queue = [...emails];
  await inParallel(async () => {
    for (let email = queue.shift(); email; email = queue.shift()) await register(url, email);
  });
  return emails;
}

async function register(url: string, email: string): Promise<void> {
  const body = { firstName: 'Grace', lastName: 'Hopper', email, password: PASSWORD };
  const status = await post(`${url}/api/v1/auth/registrations`, body);
  if (status !== 201) throw new Failure(`A registration returned ${status}.`);
}

async function signInsPerSecond(url: string): Promise<number> {
  const email = `${randomUUID()}@example.com`;
  await register(url, email);
  return rateOf(async () => {
    const status = await signIn(url, email, PASSWORD);
    if (status !== 201) throw new Failure(`Signing in returned ${status}.`);
  });
}

async function hashesPerSecond(): Promise<number> {
  const stored = await hash(PASSWORD, { cost: COST });
  return rateOf(async () => void (await verify(PASSWORD, stored)), 2 * availableParallelism());
}

/** A link for someone and for nobody; each address once, because a second request soon after does nothing. */
async function resetTimes(url: string, known: readonly string[]): Promise<Row> {
  const send = (email: string): Promise<number> =>
    timed(() => post(`${url}/api/v1/auth/password-resets`, { email }), 202);
  const times = { known: [] as number[], unknown: [] as number[] };
  for (const email of known) {
    times.unknown.push(await send(`${randomUUID()}@example.com`));
    times.known.push(await send(email));
  }
  return timeRow('Reset of an unknown account', median(times.unknown), median(times.known), 0.1);
}

async function signInTimes(url: string): Promise<Row> {
  const email = `${randomUUID()}@example.com`;
  await register(url, email);
  const send = (whose: string): Promise<number> =>
    timed(() => signIn(url, whose, 'Wrong-Password-1'), 401);
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let n = 0; n < TRIES; n += 1) {
    times.unknown.push(await send(`${randomUUID()}@example.com`));
    times.known.push(await send(email));
  }
  return timeRow('Sign-in, unknown account', median(times.unknown), median(times.known), 0.1);
}

/** The catalog while more users sign in than can be hashed. */
async function storm(authUrl: string, catalogUrl: string): Promise<Row> {
  const quiet = await p95Of(catalogUrl);
  const stop = new AbortController();
  const tries = setInterval(() => {
    const body = JSON.stringify({ email: `${randomUUID()}@example.com`, password: PASSWORD });
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body, signal: stop.signal };
    // Responses do not matter here: requests that still wait at the end are aborted.
    fetch(`${authUrl}/api/v1/auth/sessions`, request).catch(() => undefined);
  }, 1000 / STORM_PER_SECOND);
  try {
    const busy = await p95Of(catalogUrl);
    return timeRow(`Catalog, p95, during ${STORM_PER_SECOND} sign-ins /s`, busy, quiet);
  } finally {
    clearInterval(tries);
    stop.abort();
  }
}

async function p95Of(url: string): Promise<number> {
  const times: number[] = [];
  const until = performance.now() + SECONDS * 1000;
  while (performance.now() < until) {
    times.push(await timed(async () => statusOf(await fetch(url)), 200));
  }
  return percentile(times, 0.95);
}

function signIn(url: string, email: string, password: string): Promise<number> {
  return post(`${url}/api/v1/auth/sessions`, { email, password });
}

async function post(url: string, body: object): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  return statusOf(await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function statusOf(response: Response): Promise<number> {
  await response.arrayBuffer();
  return response.status;
}

/** Milliseconds of a request that must have one status. */
async function timed(request: () => Promise<number>, expected: number): Promise<number> {
  const began = performance.now();
  const status = await request();
  if (status !== expected) throw new Failure(`${expected} was expected, and ${status} came.`);
  return performance.now() - began;
}

/** How often something can be done in a second, several at a time. */
async function rateOf(work: () => Promise<void>, atOnce = AT_ONCE): Promise<number> {
  const began = performance.now();
  let done = 0;
  await inParallel(async () => {
    while (performance.now() - began < SECONDS * 1000) {
      await work();
      done += 1;
    }
  }, atOnce);
  return (done * 1000) / (performance.now() - began);
}

async function inParallel(work: () => Promise<void>, atOnce = AT_ONCE): Promise<void> {
  await Promise.all(Array.from({ length: atOnce }, work));
}
