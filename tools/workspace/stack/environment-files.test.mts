import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { developmentEnvironment, loadEnvironmentFile } from './environment-files.mts';
import { programEnvironment } from './environment.mts';

describe('.env files', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'environment-files-'));
  after(() => rmSync(root, { recursive: true }));
  mkdirSync(path.join(root, 'apps', 'review'), { recursive: true });
  writeFileSync(path.join(root, '.env'), '# for all\nA=root\nB=root\nC="root # 3"\nD=\n');
  writeFileSync(path.join(root, 'apps', 'review', '.env'), 'B=review\nC=review\n');

  it('are read for a program: the environment wins over its own file, which wins over the root file', () => {
    const given = { C: 'given', E: 'given' };
    assert.deepEqual(developmentEnvironment('review', root, given), {
      ...{ A: 'root', B: 'review', C: 'given', D: '', E: 'given' },
    });
    assert.deepEqual(developmentEnvironment('order', root, given), {
      ...{ A: 'root', B: 'root', C: 'given', D: '', E: 'given' },
    });
  });

  it('in the root are read by the tool itself without overriding the environment', () => {
    const env: NodeJS.ProcessEnv = { A: '', B: 'given' };
    loadEnvironmentFile(root, env);
    assert.deepEqual(env, { A: '', B: 'given', C: 'root # 3', D: '' });
  });

  it('are not read in production', () => {
    const given = { NODE_ENV: 'production' };
    assert.deepEqual(developmentEnvironment('review', root, given), given);
    const env: NodeJS.ProcessEnv = { ...given };
    loadEnvironmentFile(root, env);
    assert.deepEqual(env, given);
  });

  it('override the defaults of npm start, but not its addresses', () => {
    const stores = {
      postgres: 'postgres://127.0.0.1:1',
      mongodb: 'mongodb://127.0.0.1:2',
      nats: 'nats://127.0.0.1:3',
      redis: 'redis://127.0.0.1:4',
      storage: 's3+http://127.0.0.1:5/bucket',
    };
    const inherited = { LOG_LEVEL: 'debug', POSTGRES_URL: 'postgres://elsewhere', PORT: '9' };
    const env = programEnvironment({ program: 'review', ports: new Map(), stores, inherited });
    assert.equal(env.LOG_LEVEL, 'debug');
    assert.equal(env.POSTGRES_URL, stores.postgres);
    assert.equal(env.PORT, '3007');
  });
});
