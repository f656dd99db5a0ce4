import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { type BuildOptions, type Plugin, build } from 'esbuild';
import { ROOT } from '../shared/paths.mts';

const require = createRequire(import.meta.url);
const SWAGGER_UI = path.dirname(require.resolve('swagger-ui-dist/package.json'));
const compress = promisify(brotliCompress);
const SOURCE = path.join(ROOT, 'apps/gateway/src/portal/browser');
/** The client of the platform, which a page of the portal uses as others do. */
const CLIENT = path.join(ROOT, 'libs/client/src');

/** The files of one tool, by their names. */
interface Bundle {
  readonly script: string;
  readonly styles: readonly string[];
}

/**
 * Bundles the tools that pages of the portal load, and compresses each file once, better than there is time for
 * while a request waits.
 * @param outputDir where the files and `manifest.json` go; nothing is written when it is up to date
 * @returns whether something was made
 */
export async function buildBrowserTools(outputDir: string): Promise<boolean> {
  const stamp = await stampOf();
  const stampFile = path.join(outputDir, '.build-stamp');
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === stamp) return false;
  // Aside until it is whole: a gateway that starts meanwhile sees the old one or the new one.
  const draft = `${outputDir}.tmp-${process.pid}`;
  await mkdir(draft, { recursive: true });
  const manifest: Record<string, Bundle> = {
    checkout: await bundlePage('checkout', draft),
    graphiql: await bundleGraphiql(draft),
    'course-invitation': await bundlePage('course-invitation', draft),
    player: await bundlePage('player', draft),
    'swagger-ui': await copySwaggerUi(draft),
  };
  await writeFile(path.join(draft, 'manifest.json'), JSON.stringify(manifest, null, 2));
  await Promise.all((await readdir(draft)).map((file) => compressFile(path.join(draft, file))));
  await writeFile(path.join(draft, '.build-stamp'), stamp);
  await rm(outputDir, { recursive: true, force: true });
  await rename(draft, outputDir);
  return true;
}

async function stampOf(): Promise<string> {
  // Another version of any package may be another bundle.
  const lock = await readFile(path.join(ROOT, 'package-lock.json'));
  const hash = createHash('sha256')
    .update(lock)
    .update(await readFile(import.meta.filename));
  for (const folder of [SOURCE, CLIENT]) {
    for (const file of (await readdir(folder)).sort()) {
      const at = path.join(folder, file);
      if (/\.[jt]s$/.test(file)) hash.update(await readFile(at));
    }
  }
  return hash.digest('hex');
}

const COMMON = {
  bundle: true,
  minify: true,
  metafile: true,
  legalComments: 'none',
  target: 'es2022',
  entryNames: '[name].[hash]',
  chunkNames: 'chunk.[hash]',
  assetNames: '[name].[hash]',
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** A script of a page of ours, with all that it imports. */
async function bundlePage(name: string, outdir: string): Promise<Bundle> {
  const entry = path.join(SOURCE, `${name}.js`);
  const { metafile } = await build({ ...COMMON, entryPoints: [entry], format: 'esm', outdir });
  return { script: nameOf(Object.keys(metafile.outputs), '.js'), styles: [] };
}

async function bundleGraphiql(outdir: string): Promise<Bundle> {
  const { metafile } = await build({
    ...COMMON,
    entryPoints: [path.join(SOURCE, 'graphiql.js')],
    format: 'esm',
    splitting: true,
    outdir,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [codeMirrorForMonaco],
  });
  const files = Object.keys(metafile.outputs).filter((file) => /\/graphiql\./.test(file));
  return { script: nameOf(files, '.js'), styles: [nameOf(files, '.css')] };
}

/** The modules of Monaco that GraphiQL loads, and what takes their place. */
const SUBSTITUTES: readonly (readonly [RegExp, string])[] = [
  [/^monaco-graphql\/esm\/monaco-editor\.js$/, 'editor.js'],
  [/^monaco-editor\/esm\/vs\/editor\/common\/services\/editorBaseApi\.js$/, 'editor.js'],
  [/^monaco-graphql\/esm\/lite\.js$/, 'schema.js'],
  [/^framer-motion$/, 'tabs.js'],
  // A correction of Monaco for Firefox.
  [/^monaco-editor\/esm\/vs\/editor\/browser\/controller\/mouseTarget\.js$/, 'nothing.js'],
];

const codeMirrorForMonaco: Plugin = {
  name: 'codemirror-for-monaco',
  setup(bundler) {
    for (const [filter, file] of SUBSTITUTES) {
      bundler.onResolve({ filter }, () => ({ path: path.join(SOURCE, file) }));
    }
  },
};

async function copySwaggerUi(outdir: string): Promise<Bundle> {
  const [script = '', style = ''] = await Promise.all(
    ['swagger-ui-bundle.js', 'swagger-ui.css'].map(async (file) => {
      const content = await readFile(path.join(SWAGGER_UI, file));
      const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
      const { name, ext } = path.parse(file);
      await writeFile(path.join(outdir, `${name}.${hash}${ext}`), content);
      return `${name}.${hash}${ext}`;
    }),
  );
  return { script, styles: [style] };
}

async function compressFile(file: string): Promise<void> {
  const content = await readFile(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  await writeFile(`${file}.br`, await compress(content, { params }));
}

function nameOf(files: readonly string[], ending: string): string {
  const found = files.find((file) => file.endsWith(ending));
  if (found === undefined) throw new Error(`The bundler made no file that ends in ${ending}`);
  return path.basename(found);
}
