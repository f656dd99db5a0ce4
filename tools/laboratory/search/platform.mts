import { randomBytes } from 'node:crypto';
import type { Steps } from '#workspace/shared/steps.mts';
import type { Platform } from '#workspace/stack/platform.mts';
import { until } from '#workspace/stack/ports.mts';
import type { Run } from '#workspace/stack/run.mts';
import type { Stores } from '#workspace/stack/stores.mts';
import { View } from '../fuzz/world.mts';
import { TestBed } from '../harness/test-bed.mts';

const LOG_PREFIX = 'search-';
const CATEGORIES = 40;
const SIGN_IN_MS = 20_000;
const ADMIN = { email: 'search@example.com', password: randomBytes(32).toString('base64url') };

const SETTINGS = {
  LOG_LEVEL: 'warn',
  FIRST_ADMIN_EMAIL: ADMIN.email,
  FIRST_ADMIN_PASSWORD: ADMIN.password,
  // What is measured is the response of the stores, again and again.
  CATALOG_CACHE_MS: '0',
  // What takes too long is measured, too.
  CATALOG_SEARCH_TIMEOUT_MS: '60000',
};

/** The services that a search needs, and an administrator who publishes courses. */
export interface Searched {
  readonly platform: Platform;
  readonly stores: Stores;
  readonly courseUrl: string;
  readonly categories: readonly string[];
}

export async function startSearched(run: Run, steps: Steps): Promise<Searched> {
  const testBed = await TestBed.open({ run, steps, settings: SETTINGS, logPrefix: LOG_PREFIX });
  const services = ['auth', 'user', 'category', 'course'];
  const platform = await testBed.startPlatform('Services', services);
  const categories: string[] = [];
  const view = await administratorOf(platform, 'category');
  for (let n = 0; n < CATEGORIES; n += 1) {
    categories.push(String((await view.post('categories', { name: `Category ${n}` }))['id']));
  }
  return { platform, stores: testBed.stores, courseUrl: platform.serviceUrl('course'), categories };
}

/** What the administrator sees of a service; good for some minutes. */
export async function administratorOf(platform: Platform, service: string): Promise<View> {
  const anonymous = new View(platform.serviceUrl('auth'), null);
  let token = '';
  const signIn = async (): Promise<boolean> => {
    token = String((await anonymous.post('auth/sessions', ADMIN))['accessToken']);
    return true;
  };
  // The account is made after the start of the service.
  if (!(await until(() => signIn().catch(() => false), SIGN_IN_MS))) await signIn();
  return new View(platform.serviceUrl(service), token);
}
