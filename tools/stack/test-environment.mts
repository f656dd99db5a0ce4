import type { Stores } from './stores.mts';

/** The environment of tests: where their stores are, under names that no service reads by accident. */
export function testEnvironment({ urls }: Stores): NodeJS.ProcessEnv {
  return {
    ...process.env,
    TEST_POSTGRES_URL: urls.postgres,
    TEST_MONGODB_URL: urls.mongodb,
    TEST_NATS_URL: urls.nats,
    TEST_REDIS_URL: urls.redis,
  };
}
