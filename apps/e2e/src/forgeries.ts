import { createHmac } from 'node:crypto';
import { ABSENT_ID, type ApiOperation, SERVICES, documentOf } from './api-documents';
import { inLanes } from './patience';
import { Samples, type Schema } from './samples';

/** Requests at once: the services share two cores with everything else. */
const AT_ONCE = 8;
const WORD = 'forged';
/** What a client would like to decide, by the names that a service might read. */
const FORGED: Readonly<Record<string, unknown>> = {
  ...{ price: { amountMinor: 1, currency: 'USD' }, amount: { amountMinor: 1, currency: 'USD' } },
  ...{ amountMinor: 1, total: 1, currency: 'JPY', discount: 100, share: 10_000, taxRate: 0 },
  ...{ userId: ABSENT_ID, buyerId: ABSENT_ID, instructorId: ABSENT_ID, role: 'admin' },
  ...{ roles: ['admin'], permissions: ['order:refund'], status: 'paid', paidAt: '2026-01-01' },
};
/** By which a proxy might say who a caller is. */
export const FORGED_HEADERS = {
  'x-user-id': ABSENT_ID,
  'x-user-role': 'admin',
  'x-role': 'admin',
  'x-buyer-id': ABSENT_ID,
  'x-forwarded-user': 'root@example.com',
};

interface Forgery {
  readonly operation: ApiOperation;
  readonly member: string;
  readonly body: string;
}

/** Every write of the ten documents, with one more member that the document does not name. */
export function forgedMembers(): Forgery[] {
  return SERVICES.flatMap((service) => {
    const { operations, schemas } = documentOf(service);
    return operations
      .filter((operation) => operation['x-signed-body'] !== true)
      .flatMap((operation) => forgeriesOf(operation, schemas));
  });
}

/** @returns what a caller could add to a body without being refused for it */
export async function acceptedMembers(
  forgeries: readonly Forgery[],
  gatewayUrl: string,
  token: string,
): Promise<string[]> {
  const results = await inLanes(forgeries, AT_ONCE, async ({ operation, member, body }) => {
    const url = new URL(operation.path.replace(/\{\w+\}/g, ABSENT_ID), gatewayUrl);
    const response = await fetch(url, {
      method: operation.method.toUpperCase(),
      headers: {
        ...FORGED_HEADERS,
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
        'if-match': '"1"',
      },
      body,
    });
    const text = await response.text();
    const isRefused = response.status === 422 && text.includes(`"/${member}"`);
    const reply = `${response.status} ${text.slice(0, 200)}`;
    return isRefused ? [] : [`${operation.operationId} ${member}: ${reply}`];
  });
  return results.flat();
}

function forgeriesOf(
  operation: ApiOperation,
  schemas: Readonly<Record<string, Schema>>,
): Forgery[] {
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (!schema) return [];
  // Where the form of a body depends on what it changes, nothing is checked before that is found.
  const named = schemas[schema.$ref?.split('/').at(-1) ?? ''] ?? schema;
  if (named.anyOf) return [];
  const sample = new Samples(schemas, WORD, ABSENT_ID).of(named) as object;
  return Object.entries(FORGED)
    .filter(([member]) => !(member in sample))
    .map(([member, value]) => ({
      operation,
      member,
      body: JSON.stringify({ ...sample, [member]: value }),
    }));
}

/** An event that says an order is paid, signed with a secret that is not Stripe's, or not at all. */
export async function forgedEvent(
  gatewayUrl: string,
  intent: object,
  secret: string | undefined,
): Promise<number> {
  const now = Math.floor(Date.now() / 1000);
  const event = { id: `evt_${now}`, object: 'event', type: 'payment_intent.succeeded' };
  const body = JSON.stringify({ ...event, created: now, data: { object: intent } });
  const hmac = createHmac('sha256', secret ?? '')
    .update(`${now}.${body}`)
    .digest('hex');
  const response = await fetch(new URL('/api/v1/payment-webhooks/stripe', gatewayUrl), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret === undefined ? {} : { 'stripe-signature': `t=${now},v1=${hmac}` }),
    },
    body,
  });
  return response.status;
}
