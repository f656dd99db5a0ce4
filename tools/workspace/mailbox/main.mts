// The mail server of a developer's machine: takes every mail and shows it on a page. Started by `npm start`.
import { parseArgs } from 'node:util';
import { runTool } from '../shared/failure.mts';
import { LOOPBACK } from '../stack/ports.mts';
import { onStopRequest } from '../stack/run.mts';
import { Mailbox } from './mailbox.mts';
import { showMailbox } from './server.mts';

await runTool(async () => {
  const { values } = parseArgs({
    options: {
      'smtp-port': { type: 'string' },
      'page-port': { type: 'string' },
      'portal-url': { type: 'string' },
    },
  });
  const mailbox = new Mailbox();
  await mailbox.listen(LOOPBACK, Number(values['smtp-port'] ?? 1025));
  const server = await showMailbox(mailbox, {
    host: LOOPBACK,
    port: Number(values['page-port'] ?? 1080),
    portalUrl: values['portal-url'],
  });
  await new Promise<void>((resolve) => onStopRequest(() => resolve()));
  server.closeAllConnections();
  server.close();
  await mailbox.close();
  return 0;
});
