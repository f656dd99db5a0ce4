import { randomUUID } from 'node:crypto';
import { createDatabases } from '#workspace/stack/postgres.mts';
import { type Target, explainCosts, requestRates } from './load.mts';
import { accessToken } from './sign-in.mts';
import type { Stage } from './stage.mts';
import { type Row, ratioRow } from './table.mts';

const DATABASE = 'bench_features';
const FORM = JSON.stringify({
  title: 'A form of usual size',
  percent: 50,
  user: { name: 'Ada Lovelace', email: 'ada@example.com' },
  lines: [
    { courseId: '01890a5d-ac96-774b-bcce-b302099a8057', count: 1 },
    { courseId: '01890a5d-ac96-774b-bcce-b302099a8058', count: 2 },
  ],
});

/** What each feature of the platform leaves of the rate of the same work without it. */
export async function measureFeatures(stage: Stage): Promise<Row[]> {
  return [...(await readingFeatures(stage)), ...(await writingFeatures(stage))];
}

/** On a cached course page, the lightest work of all, where a feature weighs most. */
async function readingFeatures(stage: Stage): Promise<Row[]> {
  const { platform, accounts } = await stage.demo();
  const url = platform.serviceUrl('course');
  const paths = [`/api/v1/courses?page=1&limit=1`];
  const plain = { url, paths };
  const sink = await stage.baseline('sink.mts', {});
  const [counted, traced] = await Promise.all([
    stage.another('course', { RATE_LIMIT_READ: '1000000000' }),
    stage.another('course', { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url }),
  ]);
  try {
    const authorization = `Bearer ${await accessToken(platform, accounts)}`;
    const rates = await requestRates({
      plain,
      signed: { ...plain, headers: { authorization } },
      spoken: { ...plain, headers: { 'accept-language': 'de, fr;q=0.8, es;q=0.9, *;q=0.1' } },
      counted: { url: counted.url, paths },
      traced: { url: traced.url, paths },
    });
    return [
      ratioRow('Reading, checking a token', rates.signed, rates.plain),
      ratioRow('Reading, choosing a language', rates.spoken, rates.plain),
      ratioRow('Reading, counting requests', rates.counted, rates.plain),
      ratioRow('Reading, sending spans', rates.traced, rates.plain),
    ];
  } finally {
    await Promise.all([counted.server.stop(), traced.server.stop(), sink.server.stop()]);
  }
}

/** On a service as small as one can be. */
async function writingFeatures(stage: Stage): Promise<Row[]> {
  const database = new URL(`/${DATABASE}`, stage.stores.urls.postgres).href;
  await createDatabases(stage.stores.urls.postgres, [DATABASE]);
  const { url, server } = await stage.compiled('features.js', {
    POSTGRES_URL: database,
    NATS_URL: stage.stores.urls.nats,
    REDIS_URL: stage.stores.urls.redis,
    NATS_NAMESPACE: 'features.',
    PROVISION_ON_START: 'true',
    MIGRATE_ON_START: 'true',
  });
  const post = (name: string, headers?: () => Record<string, string>): Target => ({
    url,
    pid: server.pid,
    paths: [`/api/v1/features/${name}`],
    body: FORM,
    ...(headers ? { eachTime: headers } : {}),
  });
  try {
    const targets = {
      unchecked: post('unchecked'),
      checked: post('checked'),
      written: post('written'),
      repeatable: post('written', () => ({ 'idempotency-key': randomUUID() })),
    };
    const rates = await requestRates(targets);
    await explainCosts('Writing', targets, stage.profiler);
    return [
      ratioRow('Writing, validating the body', rates.checked, rates.unchecked),
      ratioRow('Writing, storing the response for its key', rates.repeatable, rates.written, 0.65),
    ];
  } finally {
    await server.stop();
  }
}
