import path from 'node:path';
import { Failure } from '../shared/failure.mts';
import { LOG_DIR, ROOT } from '../shared/paths.mts';
import { LOOPBACK, accepts, until } from './ports.mts';
import { type Server, describeExit, lastWords } from './processes.mts';
import type { Run } from './run.mts';

const READY_MS = 20_000;

export interface SideServerOptions {
  readonly run: Run;
  /** As users read it: `Mailbox`. */
  readonly title: string;
  /** The folder of the tool, which is also the name of its log. */
  readonly tool: string;
  readonly args: readonly string[];
  /** The port that opens last. */
  readonly port: number;
  readonly logPrefix?: string;
}

/** Starts one of our own servers that the platform talks to, and waits until it listens. */
export async function startSideServer(options: SideServerOptions): Promise<Server> {
  const { run, title, tool, args, port, logPrefix = '' } = options;
  const { PATH, LANG, TZ, TMPDIR, SystemRoot } = process.env;
  const server = run.launch({
    name: title,
    command: process.execPath,
    args: [path.join(ROOT, 'tools', 'workspace', tool, 'main.mts'), ...args],
    cwd: ROOT,
    env: { PATH, LANG, TZ, TMPDIR, SystemRoot },
    logFile: path.join(LOG_DIR, `${logPrefix}${tool}.log`),
    stopSignal: 'SIGTERM',
    patienceMs: 5_000,
    tier: 'store',
  });
  const ready = until(
    async () => server.exit() !== undefined || (await accepts(LOOPBACK, port)),
    READY_MS,
  );
  if (!(await ready) || server.exit()) {
    throw new Failure(`${title} did not start. Its last words:\n${lastWords(server)}`);
  }
  void server.exited.then((exit) => {
    // A signal is a crash on purpose; what ends by itself has failed.
    if (run.isEnding || exit.code === null) return;
    process.stderr.write(
      `✖ ${title} ${describeExit(exit)}. Its last words:\n${lastWords(server)}\n`,
    );
  });
  return server;
}
