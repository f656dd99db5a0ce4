import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { eventually } from '@course-plateform/common/test-kit';
import { startGateway } from '../src/gateway';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

function surroundedBy(environment: Record<string, string>): void {
  jest.replaceProperty(process, 'env', environment);
}

describe('the gateway process', () => {
  let exits: jest.SpyInstance;

  beforeEach(() => {
    exits = jest.spyOn(process, 'exit').mockImplementation();
  });

  afterEach(() => {
    for (const signal of SIGNALS) process.removeAllListeners(signal);
    jest.restoreAllMocks();
  });

  it.each(SIGNALS)('serves until %s, and finishes every request first', async (signal) => {
    const port = await freePort();
    surroundedBy({ PORT: String(port), LOG_LEVEL: 'silent', DRAIN_DELAY_MS: '0' });
    await startGateway();
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'up', checks: {} }]);
    expect(exits).not.toHaveBeenCalled();
    process.emit(signal);
    await eventually('the end', () => exits.mock.calls.length > 0);
    expect(exits.mock.calls).toEqual([[0]]);
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow('fetch failed');
  });

  it('does not start with invalid settings, and names them', async () => {
    const output = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    surroundedBy({ PORT: 'x', UPSTREAM_TIMEOUT_MS: '1' });
    await startGateway();
    expect(exits.mock.calls).toEqual([[1]]);
    const [[text]] = output.mock.calls as [[string]];
    expect(text).toMatch(/^The gateway stopped: [^]*PORT[^]*UPSTREAM_TIMEOUT_MS/);
    expect(text).not.toContain('    at ');
  });

  it('does not start on a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const output = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    surroundedBy({ PORT: String(port), LOG_LEVEL: 'silent' });
    await startGateway();
    expect(exits.mock.calls).toEqual([[1]]);
    expect(output.mock.calls[0]?.[0]).toMatch(/^The gateway stopped: .*EADDRINUSE/);
    server.close();
    await once(server, 'close');
  });
});
