import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Reachable } from '@course-plateform/common/testing';
import { plainEnvironment } from './environment';

const ROOT = path.resolve(__dirname, '../../..');
const PACKED = path.join(ROOT, 'dist/client-package');
const run = promisify(execFile);

const DEPENDENCIES = ['openapi-fetch', 'openapi-typescript-helpers'];
const RECIPES = ['openapi-react-query', '@tanstack/react-query', '@tanstack/query-core', 'react'];

/** Makes the package as `npm run client-package` does. */
export async function packClient(): Promise<void> {
  const tool = path.join(ROOT, 'tools/workspace/client-package/main.mts');
  await run(process.execPath, [tool, 'pack'], { cwd: ROOT, env: plainEnvironment() });
}

/** The programs in the README of the package, in order, against another platform. */
export function readmePrograms({ gatewayUrl, mailboxUrl }: Reachable): string[] {
  const readme = readFileSync(path.join(PACKED, 'README.md'), 'utf8');
  const usual = { gatewayUrl: 'http://127.0.0.1:3000', mailboxUrl: 'http://127.0.0.1:1080' };
  return Array.from(readme.matchAll(/```js\n(.*?)```/gs), ([, program = '']) => {
    if (!program.includes(usual.gatewayUrl)) throw new Error('A program names no platform');
    return program.replace(usual.gatewayUrl, gatewayUrl).replace(usual.mailboxUrl, mailboxUrl);
  });
}

/** Installs the package, and what its recipes use besides, into a folder of its own. */
export async function installClient(folder: string): Promise<void> {
  const { name, version } = JSON.parse(
    readFileSync(path.join(PACKED, 'package.json'), 'utf8'),
  ) as Record<string, string>;
  const file = `${(name ?? '').replace('@', '').replace('/', '-')}-${version}.tgz`;
  // They come from this workspace, so that no registry is needed.
  const others = [...DEPENDENCIES, ...RECIPES].map((one) => path.join(ROOT, 'node_modules', one));
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  const options = ['--offline', '--install-links', '--ignore-scripts', '--no-audit', '--no-fund'];
  await run('npm', ['install', ...options, path.join(PACKED, file), ...others], {
    cwd: folder,
    env: plainEnvironment(),
  });
}

/** Runs a program in a folder with nothing but Node. @returns what it prints */
export async function runProgram(folder: string, program: string): Promise<string> {
  writeFileSync(path.join(folder, 'program.mjs'), program);
  const { stdout } = await run(process.execPath, ['program.mjs'], {
    cwd: folder,
    env: plainEnvironment(),
  });
  return stdout;
}

/** An empty page of another origin, and beside it the package in its form for pages. */
export async function serveClient(): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url === '/client.mjs') {
      response.setHeader('content-type', 'text/javascript');
      response.end(readFileSync(path.join(PACKED, 'dist/browser.mjs')));
    } else {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><link rel="icon" href="data:," /><title>A shop</title>');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
