import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { MONITORING_DIR, alerts, metricsIn, panels, testedAlerts } from './files.mts';

// Prometheus' own checker comes with no package of npm or PyPI, so what it says is a test where it is installed.
const promtool = process.env.PROMTOOL ?? 'promtool';
const hasPromtool = spawnSync(promtool, ['--version']).error === undefined;

function run(...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(promtool, args, {
    cwd: MONITORING_DIR,
    encoding: 'utf8',
  });
  assert.equal(status, 0, `${stdout}\n${stderr}`);
}

describe('alerts and dashboard', () => {
  it('are valid PromQL', () => {
    const expressions = [...alerts(), ...panels()];
    assert.ok(expressions.every((expression) => metricsIn(expression).length > 0));
    assert.throws(() => metricsIn({ place: 'a mistake', text: 'sum by (service (up)' }));
  });

  it('include a test that fires each alert', () => {
    assert.deepEqual(
      testedAlerts().sort(),
      alerts()
        .map(({ place }) => place)
        .sort(),
    );
  });

  if (!hasPromtool) return;

  it('are accepted by promtool', () => run('check', 'rules', 'rules.yaml'));

  it('fire as their tests expect', () => run('test', 'rules', 'rules.test.yaml'));
});
