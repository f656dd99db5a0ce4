import { GATEWAY, usualPort } from './environment.mts';
import { LOOPBACK, freePort, nextFreePort } from './ports.mts';
import type { Run } from './run.mts';
import { startSideServer } from './side-server.mts';

const SMTP_PORT = 1025;
const PAGE_PORT = 1080;

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
  const args = ['--smtp-port', String(smtpPort), '--page-port', String(pagePort)];
  if (ports === 'fixed') args.push('--portal-url', `http://${LOOPBACK}:${usualPort(GATEWAY)}`);
  await startSideServer({
    run,
    title: 'Mailbox',
    tool: 'mailbox',
    args,
    port: pagePort,
    logPrefix,
  });
  return { smtpUrl: `smtp://${LOOPBACK}:${smtpPort}`, pageUrl: `http://${LOOPBACK}:${pagePort}` };
}
