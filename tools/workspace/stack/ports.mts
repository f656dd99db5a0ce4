import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export const LOOPBACK = '127.0.0.1';

/**
 * Below those that systems give to outgoing connections (from 32768 on Linux, from 49152 elsewhere): such a port may be
 * taken between the question whether it is free and the server that wants it.
 */
const FREE_PORTS = { from: 20_000, to: 32_000 };
const given = new Set<number>();

/** A port nobody listens on now, each time another. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FREE_PORTS.from, FREE_PORTS.to);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

/** The first free port from `first` upwards. */
export async function nextFreePort(first: number): Promise<number> {
  for (let port = first; port < first + 100; port += 1) if (await isFree(port)) return port;
  return freePort();
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, LOOPBACK, () => server.close(() => resolve(true)));
  });
}

/** Whether something accepts connections there. */
export function accepts(host: string, port: number, timeoutMs = 2_000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: timeoutMs });
    const response = (yes: boolean): void => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => response(true));
    socket.once('error', () => response(false));
    socket.once('timeout', () => response(false));
  });
}

/** Sends a line and responds with the first bytes that come back; nothing when nothing responds. */
export function send(port: number, line: string, timeoutMs = 1_000): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: LOOPBACK, port, timeout: timeoutMs });
    const response = (text: string | undefined): void => {
      socket.destroy();
      resolve(text);
    };
    socket.once('connect', () => socket.write(line));
    socket.once('data', (data) => response(data.toString('utf8')));
    socket.once('error', () => response(undefined));
    socket.once('timeout', () => response(undefined));
    socket.once('close', () => response(undefined));
  });
}

/** Repeats a question until its response is yes or the time is over. */
export async function until(
  question: () => Promise<boolean>,
  timeoutMs: number,
  pauseMs = 50,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    if (await question()) return true;
    if (Date.now() > deadline) return false;
    await sleep(pauseMs);
  }
}

/** The process that listens on a port, as words for an error; nothing when the system does not tell. */
export function listenerOf(port: number): string | undefined {
  try {
    return existsSync('/proc/net/tcp') ? listenerFromProc(port) : listenerFromLsof(port);
  } catch {
    return undefined;
  }
}

function listenerFromProc(port: number): string | undefined {
  const LISTEN = '0A';
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].filter((file) => existsSync(file));
  const inodes = tables
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(`:${hexPort}`) && fields[3] === LISTEN)
    .map((fields) => `socket:[${fields[9] ?? ''}]`);
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const pid = pids.find((candidate) => holds(candidate, inodes));
  if (!pid) return undefined;
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
  return `process ${pid} (${command.slice(0, 80)})`;
}

function holds(pid: string, sockets: readonly string[]): boolean {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).some((fd) => sockets.includes(readlinkSync(`${folder}/${fd}`)));
  } catch {
    // The process has ended, or belongs to another user.
    return false;
  }
}

function listenerFromLsof(port: number): string | undefined {
  const options: ExecFileSyncOptionsWithStringEncoding = {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  };
  const text = execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], options);
  const pid = /^p(\d+)/m.exec(text)?.[1];
  return pid ? `process ${pid} (${/^c(.*)/m.exec(text)?.[1] ?? 'unknown'})` : undefined;
}
