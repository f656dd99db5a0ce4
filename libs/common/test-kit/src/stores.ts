/** What a test run has beside its own process; `npm test` starts the servers and says where everything is. */
export interface TestStores {
  readonly postgresUrl: string;
  readonly mongodbUrl: string;
  readonly natsUrl: string;
  readonly redisUrl: string;
  /** Object storage, as in `STORAGE_URL`. */
  readonly storageUrl: string;
  /** The program FFmpeg. */
  readonly ffmpegPath: string;
}

/**
 * The servers of this test run.
 * @throws Error when the tests were not started by `npm test`
 */
export function testStores(): TestStores {
  return {
    postgresUrl: variable('TEST_POSTGRES_URL'),
    mongodbUrl: variable('TEST_MONGODB_URL'),
    natsUrl: variable('TEST_NATS_URL'),
    redisUrl: variable('TEST_REDIS_URL'),
    storageUrl: variable('TEST_STORAGE_URL'),
    ffmpegPath: variable('TEST_FFMPEG_PATH'),
  };
}

function variable(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set: run the tests with "npm test" or "npm test -- <project>"`);
}
