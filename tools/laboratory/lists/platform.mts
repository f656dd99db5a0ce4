import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Failure } from '#workspace/shared/failure.mts';
import { LOG_DIR } from '#workspace/shared/paths.mts';
import type { Steps } from '#workspace/shared/steps.mts';
import { GATEWAY, PROGRAMS } from '#workspace/stack/environment.mts';
import type { Platform } from '#workspace/stack/platform.mts';
import type { Run } from '#workspace/stack/run.mts';
import type { Stores } from '#workspace/stack/stores.mts';
import { TestBed } from '../harness/test-bed.mts';
import { MongoPlans } from './mongo-plans.mts';
import { PostgresPlans } from './postgres-plans.mts';

const LOG_PREFIX = 'lists-';
const secret = (): string => randomBytes(32).toString('base64url');

export const CURSOR_SECRET = secret();
/** Sold and learned by nobody yet. */
const COURSE = { title: 'Listed' };
const ADMIN = { email: 'lists@example.com', password: secret() };

const SETTINGS = {
  LOG_LEVEL: 'warn',
  CURSOR_SECRET,
  FIRST_ADMIN_EMAIL: ADMIN.email,
  FIRST_ADMIN_PASSWORD: ADMIN.password,
  // What is measured is the response of the store, again and again.
  CATALOG_CACHE_MS: '0',
  // What takes too long is measured, too.
  CATALOG_SEARCH_TIMEOUT_MS: '60000',
  // The rows are of a whole year.
  COURSE_FEED_REMOVED_DAYS: '3650',
  RATE_LIMIT_READ: '0',
  RATE_LIMIT_WRITE: '0',
  RATE_LIMIT_SENSITIVE: '0',
};

/** The services with their stores, and whose lists are read: an administrator who owns very many rows of each. */
export interface Listed {
  readonly platform: Platform;
  readonly stores: Stores;
  readonly postgres: PostgresPlans;
  readonly mongo: MongoPlans;
  readonly hotOwner: string;
  readonly hotCourse: string;
  readonly category: string;
}

export async function startListed(run: Run, steps: Steps): Promise<Listed> {
  const testBed = await TestBed.open({ run, steps, settings: SETTINGS, logPrefix: LOG_PREFIX });
  const { stores } = testBed;
  const logFile = path.join(LOG_DIR, `${LOG_PREFIX}postgres.log`);
  const postgres = await PostgresPlans.prepare(stores.urls.postgres, logFile);
  const services = PROGRAMS.filter((name) => name !== GATEWAY);
  const platform = await testBed.startPlatform('Services', services);
  const { token, userId } = await signIn(platform);
  const create = async (service: string, resource: string, body: object): Promise<string> => {
    const url = `${platform.serviceUrl(service)}/api/v1/${resource}`;
    return (await post<{ id: string }>(url, body, { authorization: `Bearer ${token}` })).id;
  };
  const category = await create('category', 'categories', { name: 'Listed' });
  const hotCourse = await create('course', 'courses', COURSE);
  const mongo = await MongoPlans.open(stores.urls.mongodb);
  return { platform, stores, postgres, mongo, hotOwner: userId, hotCourse, category };
}

/** A token of the administrator, good for some minutes. */
export async function signIn(platform: Platform): Promise<{ token: string; userId: string }> {
  const url = `${platform.serviceUrl('auth')}/api/v1/auth/sessions`;
  const response = await post<{ accessToken: string; user: { id: string } }>(url, ADMIN);
  return { token: response.accessToken, userId: response.user.id };
}

async function post<T>(url: string, body: object, headers: object = {}): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Failure(`${url} returned ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}
