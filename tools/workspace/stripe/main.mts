// Stands in for Stripe on a developer's machine, so that cards can be tried without an account. Started by `npm start`.
import { parseArgs } from 'node:util';
import { runTool } from '../shared/failure.mts';
import { LOOPBACK } from '../stack/ports.mts';
import { onStopRequest } from '../stack/run.mts';
import { startStandIn } from './stand-in.mts';

await runTool(async () => {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      port: text,
      file: text,
      'webhook-url': text,
      'webhook-secret': { type: 'string', multiple: true },
      'webhook-event': { type: 'string', multiple: true },
      'secret-key': text,
      'publishable-key': text,
    },
  });
  const standIn = await startStandIn({
    host: LOOPBACK,
    port: Number(values.port ?? 1100),
    file: values.file,
    keys: {
      secretKey: values['secret-key'] ?? 'sk_test_stand_in',
      publishableKey: values['publishable-key'] ?? 'pk_test_stand_in',
    },
    endpoint: {
      url: values['webhook-url'] ?? `http://${LOOPBACK}:3000/api/v1/payment-webhooks/stripe`,
      secrets: values['webhook-secret'] ?? ['whsec_stand_in'],
      events: values['webhook-event'],
    },
  });
  await new Promise<void>((resolve) => onStopRequest(() => resolve()));
  await standIn.stop();
  return 0;
});
