import { Metrics } from './metrics';

describe('metrics', () => {
  const metrics = new Metrics({ processMetrics: false });

  it('observe HTTP and RPC requests under bounded labels', async () => {
    const route = '/api/v1/reviews/:id';
    metrics.observeHttp({ method: 'GET', route, status: 200, seconds: 0.01 });
    metrics.observeHttp({ method: 'BREW', route, status: 405, seconds: 0.01 });
    metrics.observeRpcClient('review.summary.get-many', 'ok', 0.01);
    metrics.observeRpcServer('review.summary.get-many', 'refused', 0.01);
    metrics.countCacheHit('catalog');
    const text = await metrics.render();
    expect(text).toContain(
      `http_server_request_duration_seconds_count{method="GET",route="${route}",status="200"} 1`,
    );
    expect(text).toContain(`{method="OTHER",route="${route}",status="405"} 1`);
    expect(text).toContain(
      'rpc_client_duration_seconds_count{subject="review.summary.get-many",outcome="ok"} 1',
    );
    expect(text).toContain(
      'rpc_server_duration_seconds_count{subject="review.summary.get-many",outcome="refused"} 1',
    );
    expect(text).toContain('cache_hits_total{cache="catalog"} 1');
  });

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'count the method %s',
    async (method) => {
      metrics.observeHttp({ method, route: '/methods', status: 200, seconds: 0.01 });
      expect(await metrics.render()).toContain(
        `{method="${method}",route="/methods",status="200"}`,
      );
    },
  );

  it('count misses, events and statements by outcome', async () => {
    metrics.countCacheMiss('catalog');
    metrics.countPublished(3);
    metrics.observeEvent('review__rating', 'retried', 0.01);
    metrics.observeStatement('SELECT', false, 0.004);
    metrics.observeStatement('SELECT', true, 0.01);
    const text = await metrics.render();
    for (const line of [
      'cache_misses_total{cache="catalog"} 1',
      'outbox_published_total 3',
      'consumer_event_duration_seconds_count{consumer="review__rating",outcome="retried"} 1',
      'db_query_duration_seconds_count{operation="SELECT",outcome="ok"} 1',
      'db_query_duration_seconds_count{operation="SELECT",outcome="failed"} 1',
      'db_query_duration_seconds_bucket{le="0.002",operation="SELECT",outcome="ok"} 0',
      'db_query_duration_seconds_bucket{le="0.005",operation="SELECT",outcome="ok"} 1',
    ]) {
      expect(text).toContain(line);
    }
    expect(metrics.contentType).toContain('text/plain');
  });

  it('read a gauge at a scrape, and omit it when its source is unavailable', async () => {
    let value: number | undefined = 7;
    const remove = metrics.collectGauge({
      name: 'outbox_pending',
      help: 'waiting',
      collect: async () => {
        if (value === undefined) throw new Error('database away');
        return [{ value }];
      },
    });
    expect(await metrics.render()).toContain('outbox_pending 7');
    value = undefined;
    await metrics.render();
    const text = await metrics.render();
    expect(text).not.toMatch(/^outbox_pending/m);
    expect(text).toContain('metrics_collect_errors_total{name="outbox_pending"} 1');
    expect(text).toContain('http_server_request_duration_seconds_count');
    remove();
    expect(await metrics.render()).not.toContain('# HELP outbox_pending');
  });

  it('have a value for each label of a gauge', async () => {
    metrics.collectGauge({
      name: 'consumer_lag',
      help: 'not finished',
      labelNames: ['consumer'],
      collect: async () => [
        { labels: { consumer: 'a' }, value: 1 },
        { labels: { consumer: 'b' }, value: 2 },
      ],
    });
    expect(await metrics.render()).toContain('consumer_lag{consumer="b"} 2');
  });

  it('include the event loop and memory of the process', async () => {
    const text = await new Metrics().render();
    expect(text).toContain('nodejs_eventloop_lag_seconds');
    expect(text).toContain('process_resident_memory_bytes');
  });
});
