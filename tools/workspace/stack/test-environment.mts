import { resolveProgram } from './resolve.mts';
import type { Stores } from './stores.mts';

/**
 * Where the stores of tests are, and the program that converts media, under names that no service reads by accident.
 */
export function testEnvironment({ urls }: Stores): Record<string, string> {
  return {
    TEST_POSTGRES_URL: urls.postgres,
    TEST_MONGODB_URL: urls.mongodb,
    TEST_NATS_URL: urls.nats,
    TEST_REDIS_URL: urls.redis,
    TEST_STORAGE_URL: urls.storage,
    TEST_FFMPEG_PATH: resolveProgram('ffmpeg').file,
  };
}
