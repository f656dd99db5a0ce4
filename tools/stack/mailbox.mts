import path from 'node:path';
import { Failure } from '../shared/failure.mts';
import { LOG_DIR, ROOT } from '../shared/paths.mts';
import { LOOPBACK, accepts, freePort, nextFreePort, until } from './ports.mts';
import { lastWords } from './processes.mts';
import type { Run } from './run.mts';

const SMTP_PORT = 1025;
const PAGE_PORT = 1080;
const READY_MS = 20_000;

/** A mail server that keeps all mails, and the page that shows them. */
export interface MailServer {
  readonly smtpUrl: string;
  readonly pageUrl: string;
}

/**
 * Starts the mailbox.
 * @param ports `fixed`: the usual ports or the next free ones; `free`: any
 */
export async function startMailbox(
  run: Run,
  ports: 'fixed' | 'free',
  logPrefix = '',
): Promise<MailServer> {
  const smtpPort = ports === 'free' ? await freePort() : await nextFreePort(SMTP_PORT);
  const pagePort = ports === 'free' ? await freePort() : await nextFreePort(PAGE_PORT);
  const { PATH, LANG, TZ, TMPDIR, SystemRoot } = process.env;
  const server = run.launch({
    name: 'Mailbox',
    command: process.execPath,
    args: [
      path.join(ROOT, 'tools/mailbox/main.mts'),
      ...['--smtp-port', String(smtpPort), '--page-port', String(pagePort)],
    ],
    cwd: ROOT,
    env: { PATH, LANG, TZ, TMPDIR, SystemRoot },
    logFile: path.join(LOG_DIR, `${logPrefix}mailbox.log`),
    stopSignal: 'SIGTERM',
    patienceMs: 5_000,
    tier: 'store',
  });
  // The page opens last.
  const ready = until(
    async () => server.exit() !== undefined || (await accepts(LOOPBACK, pagePort)),
    READY_MS,
  );
  if (!(await ready) || server.exit()) {
    throw new Failure(`The mailbox did not start. Its last words:\n${lastWords(server)}`);
  }
  return { smtpUrl: `smtp://${LOOPBACK}:${smtpPort}`, pageUrl: `http://${LOOPBACK}:${pagePort}` };
}
