import { cpSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { narrowingPrograms } from './narrowing.mts';
import { DOCUMENT, type Workplace, quiet } from './workplace.mts';

export const PROGRAMS = path.join(import.meta.dirname, 'programs');
/** The clients in TypeScript; each has a program that calls the platform with it. */
export const NODE_CLIENTS = ['openapi-typescript', 'hey-api', 'orval', 'kubb'];

/** A linter and not a generator: nothing is made, so it can run beside them. */
export async function spectral(place: Workplace): Promise<void> {
  const rules = place.write('spectral.json', JSON.stringify({ extends: 'spectral:oas' }));
  const options = ['--ruleset', rules, '--fail-severity', 'hint'];
  await place.node('@stoplight/spectral-cli/dist/index.js', ['lint', DOCUMENT, ...options]);
}

export async function openapiTypescript(place: Workplace): Promise<void> {
  const output = path.join('openapi-typescript', 'api.ts');
  await place.node('openapi-typescript/bin/cli.js', [DOCUMENT, '--output', output]);
}

export async function heyApi(place: Workplace): Promise<void> {
  const config = {
    input: DOCUMENT,
    output: 'hey-api',
    plugins: [
      ...['@hey-api/client-fetch', '@hey-api/typescript', 'zod'],
      { name: '@hey-api/sdk', validator: true },
    ],
  };
  const file = place.write('hey-api.config.mjs', `export default ${JSON.stringify(config)};`);
  quiet(await place.node('@hey-api/openapi-ts/bin/run.js', ['-f', file]));
}

export async function orval(place: Workplace): Promise<void> {
  const input = { target: DOCUMENT };
  const baseUrl = {
    runtime: 'PLATFORM_URL',
    imports: [{ name: 'PLATFORM_URL', importPath: '../programs/platform.mts' }],
  };
  const client = { client: 'fetch', mode: 'split', baseUrl };
  const config = {
    api: { input, output: { ...client, target: 'orval/api.ts', schemas: 'orval/model' } },
    zod: { input, output: { target: 'orval-zod/api.ts', client: 'zod', mode: 'single' } },
  };
  const file = place.write('orval.config.mjs', `export default ${JSON.stringify(config)};`);
  quiet(await place.node('orval/dist/bin/orval.mjs', ['--config', file]));
}

/** kubb takes `uri-reference` for an absolute URL, which `type` and `instance` of a problem are not (RFC 9457). */
const KUBB_CONFIG = `import { pluginOas } from '@kubb/plugin-oas';
import { pluginTs } from '@kubb/plugin-ts';
import { pluginZod } from '@kubb/plugin-zod';

const schema = ({ schema }, made) =>
  schema?.format === 'uri-reference'
    ? [{ keyword: 'string' }, ...made.filter(({ keyword }) => keyword !== 'url')]
    : undefined;
export default {
  ...OPTIONS,
  plugins: [pluginOas({ validate: true }), pluginTs({}), pluginZod({ transformers: { schema } })],
};
`;

export async function kubb(place: Workplace): Promise<void> {
  const output = { path: 'kubb', clean: true, format: false, lint: false };
  const options = { root: place.folder, input: { path: DOCUMENT }, output };
  const config = KUBB_CONFIG.replace('OPTIONS', JSON.stringify(options));
  const file = place.write('kubb.config.mjs', config);
  quiet(await place.node('@kubb/cli/bin/kubb.cjs', ['generate', '--config', file]));
}

/** Everything that was made, what narrows a failure by its code, and the programs that call the platform. */
export async function compile(place: Workplace): Promise<void> {
  for (const [file, program] of Object.entries(narrowingPrograms())) place.write(file, program);
  cpSync(PROGRAMS, path.join(place.folder, 'programs'), { recursive: true });
  await place.compile('.', { noUncheckedIndexedAccess: true });
}

/** The programs as files that need nothing but Node. */
export async function bundle(place: Workplace, outdir: string): Promise<void> {
  await build({
    entryPoints: NODE_CLIENTS.map((client) => path.join(place.folder, 'programs', `${client}.mts`)),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    outdir,
    outExtension: { '.js': '.mjs' },
  });
}
