import { readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { builtAsset } from './assets';
import { workspaceFile } from './workspace';

/** A tool that the build has bundled for browsers. */
export interface Bundle {
  /** The address of its script, which may load others. */
  readonly script: string;
  readonly styles: readonly string[];
}

const FOLDER = workspaceFile('dist/apps/gateway/browser');

const bundles = readBundles();

/** The addresses of a bundled tool. @throws Error when the build has not made it */
export function bundle(name: string): Bundle {
  const found = bundles.get(name);
  if (!found) throw new Error(`The build has made no ${name} for browsers`);
  return found;
}

/** Takes every file in, compressed by the build already; its name changes with its content. */
function readBundles(): ReadonlyMap<string, Bundle> {
  const files = readdirSync(FOLDER).filter((file) => /\.(js|css|ttf)$/.test(file));
  for (const file of files) {
    const at = path.join(FOLDER, file);
    builtAsset(file, { plain: () => readFile(at), brotli: () => readFile(`${at}.br`) });
  }
  const manifest = readFileSync(path.join(FOLDER, 'manifest.json'), 'utf8');
  const entries = Object.entries(JSON.parse(manifest) as Record<string, Bundle>);
  return new Map(
    entries.map(([name, { script, styles }]) => [
      name,
      { script: `/assets/${script}`, styles: styles.map((style) => `/assets/${style}`) },
    ]),
  );
}
