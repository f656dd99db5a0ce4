import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { OrderFixture } from './order.fixture';

const FOLDER = path.join(__dirname, '..', '..', '..', 'k8s', 'monitoring');

/** The verdict of Prometheus on the metrics. */
const OF_PROMETHEUS = ['up'];

interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly expr: string }[] }[];
}

interface Dashboard {
  readonly panels: readonly { readonly targets?: readonly { readonly expr: string }[] }[];
}

function metricsIn(expression: string): string[] {
  const names: string[] = [];
  parser.parse(expression).iterate({
    enter: ({ name, from, to }) => {
      if (name !== 'VectorSelector') return;
      names.push(/^[\w:]+/.exec(expression.slice(from, to))?.[0] ?? '');
    },
  });
  return names;
}

/** The order service has every metric: it serves, requests, publishes, consumes, caches and stores. */
describe('alerts and dashboard', () => {
  let fixture: OrderFixture;
  let metrics: string;

  beforeAll(async () => {
    fixture = await OrderFixture.start();
    const buyer = await fixture.service.user();
    await fixture.get(buyer, 'orders').expect(200);
    await fixture.get(buyer, 'nothing-here').expect(404);
    await fixture.get(buyer, `nothing-here/${'x'.repeat(100)}`).expect(404);
    metrics = (await fixture.service.http.get('/metrics').expect(200)).text;
  });

  afterAll(() => fixture.service.stop());

  it('use only metrics that a service has', () => {
    const rules = parse(readFileSync(path.join(FOLDER, 'rules.yaml'), 'utf8')) as Rules;
    const dashboard = JSON.parse(
      readFileSync(path.join(FOLDER, 'dashboard.json'), 'utf8'),
    ) as Dashboard;
    const expressions = [
      ...rules.groups.flatMap((group) => group.rules),
      ...dashboard.panels.flatMap(({ targets }) => targets ?? []),
    ].map(({ expr }) => expr.replaceAll('$__rate_interval', '5m'));
    const named = new Set(expressions.flatMap(metricsIn));
    const families = [...metrics.matchAll(/^# TYPE (\w+) (\w+)/gm)].flatMap(([, name, type]) =>
      type === 'histogram' ? [`${name}_count`, `${name}_bucket`] : [name],
    );
    expect(named.size).toBeGreaterThan(20);
    const known = new Set([...families, ...OF_PROMETHEUS]);
    expect([...named].filter((name) => !known.has(name))).toEqual([]);
  });

  it('count paths without a route as one route', () => {
    const routes = [...metrics.matchAll(/_count\{[^}]*route="([^"]*)"/g)].map(([, route]) => route);
    expect(new Set(routes)).toEqual(new Set(['/api/v1/orders', 'unknown']));
  });

  it('see the pool, broker, database and cache of a running service', () => {
    for (const line of [
      'dependency_up{dependency="database"} 1',
      'dependency_up{dependency="nats"} 1',
      'cache_up 1',
      'db_pool_waiting 0',
      'orders_stuck{state="paid"} 0',
    ]) {
      expect(metrics.split('\n')).toContain(line);
    }
    expect(metrics).toMatch(/^db_pool_size [1-9]/m);
  });
});
