import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { ROOT } from '#workspace/shared/paths.mts';

export const MONITORING_DIR = path.join(ROOT, 'k8s', 'monitoring');

interface RuleFile {
  readonly groups: readonly { readonly rules: readonly { alert: string; expr: string }[] }[];
}

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets?: readonly { readonly expr: string }[];
  }[];
}

/** An expression of PromQL and where it stands. */
export interface Expression {
  readonly place: string;
  readonly text: string;
}

/** The alerts, by name. */
export function alerts(): Expression[] {
  const file = parse(read('rules.yaml')) as RuleFile;
  return file.groups.flatMap(({ rules }) =>
    rules.map(({ alert, expr }) => ({ place: alert, text: expr })),
  );
}

/** What the panels of the dashboard show; Grafana's variables are filled in. */
export function panels(): Expression[] {
  const { panels } = JSON.parse(read('dashboard.json')) as Dashboard;
  return panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => ({
      place: title,
      text: expr.replaceAll('$__rate_interval', '5m').replaceAll('$service', '.*'),
    })),
  );
}

/** The alerts the tests of the rules expect to fire. */
export function testedAlerts(): string[] {
  const file = parse(read('rules.test.yaml')) as {
    tests: { alert_rule_test: { alertname: string; exp_alerts: unknown[] }[] }[];
  };
  const cases = file.tests.flatMap(({ alert_rule_test }) => alert_rule_test);
  return cases.filter((one) => one.exp_alerts.length > 0).map(({ alertname }) => alertname);
}

/** The metrics an expression names. @throws SyntaxError when it is no PromQL */
export function metricsIn({ place, text }: Expression): string[] {
  const names: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, name, from, to }) => {
      if (type.isError) throw new SyntaxError(`${place}: ${text.slice(from)}`);
      if (name === 'VectorSelector') {
        names.push(/^[\w:]+/.exec(text.slice(from, to))?.[0] ?? '');
      }
    },
  });
  return names;
}

function read(name: string): string {
  return readFileSync(path.join(MONITORING_DIR, name), 'utf8');
}
