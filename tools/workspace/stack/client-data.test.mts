import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../shared/paths.mts';
import { NO_CLIENT_DATA as MONGODB_FILTER } from './mongodb.mts';
import { NO_CLIENT_DATA as POSTGRES_SETTINGS } from './postgres.mts';

/** A line of MongoDB's log, as it writes one. */
function line(component: string, attributes: string): string {
  const start = `{"t":{"$date":"2026-01-01T00:00:00.000+00:00"},"s":"W",  "c":"${component}",  "id":1, "ctx":"conn1"`;
  return `${start},"msg":"Something"${attributes}}`;
}

function filtered(...lines: readonly string[]): string[] {
  const [command, ...args] = MONGODB_FILTER;
  const input = lines.map((text) => `${text}\n`).join('');
  return spawnSync(command, args, { input, encoding: 'utf8' }).stdout.trimEnd().split('\n');
}

describe("what clients send is kept out of the stores' logs", () => {
  it("by dropping the attributes of MongoDB's operation log entries", () => {
    const secret = ',"attr":{"cmd":{"find":"things","filter":{"c":"CONTROL","text":"secret"}}}';
    for (const component of ['COMMAND', 'QUERY', 'WRITE', 'INDEX', 'TXN', 'GEO', '-']) {
      assert.deepEqual(filtered(line(component, secret)), [line(component, '')]);
      assert.deepEqual(filtered(line(component, '')), [line(component, '')]);
    }
  });

  it('and nothing else, so that startup errors stay visible', () => {
    const kept = ['CONTROL', 'NETWORK', 'REPL', 'STORAGE'].map((component) =>
      line(component, ',"attr":{"error":"Permission denied"}'),
    );
    const lines = [...kept, 'Error parsing command line: unrecognised option'];
    assert.deepEqual(filtered(...lines), lines);
  });

  it('in containers too', () => {
    const compose = readFileSync(path.join(ROOT, 'docker-compose.yaml'), 'utf8');
    for (const setting of POSTGRES_SETTINGS)
      assert.ok(compose.includes(`- -c${setting}\n`), setting);
    assert.ok(compose.includes(`'${MONGODB_FILTER.at(-1) ?? ''}'`));
    assert.match(compose, / --slowOpSampleRate=0\n/);
  });
});
