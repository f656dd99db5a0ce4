import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { permissionsOf } from '../broker/topology.mts';
import { asyncApiProblems } from '../contract/asyncapi-lint.mts';
import { readAsyncApi } from '../contract/asyncapi.mts';
import { breakingEvents, remedyFor } from '../contract/breaking-events.mts';
import { SHOP, shopDocument } from './events-fixture.mts';
import type { Change } from './fixtures.mts';

const V1 = 'evt.shop.order.paid.v1';
const V2 = 'evt.shop.order.paid.v2';
const REQUEST = 'shop.order.get-many';
const SCHEMAS = ['components', 'schemas'] as const;
const paid = [...SCHEMAS, 'Paid'] as const;
const request = [...SCHEMAS, 'OrderIds'] as const;
const summary = [...SCHEMAS, 'OrderSummary'] as const;
const currency = [...SCHEMAS, 'Currency', 'enum'] as const;

describe('the AsyncAPI document', () => {
  it('is valid, has no dangling references, and describes everything with examples', () => {
    assert.deepEqual(asyncApiProblems(readAsyncApi()), []);
    assert.deepEqual(asyncApiProblems(shopDocument()), []);
  });

  it('shows every version of an event with its publisher and consumers', () => {
    const { channels, operations } = shopDocument();
    assert.deepEqual(Object.keys(channels), [V1, V2, REQUEST, `${REQUEST}.reply`]);
    assert.deepEqual(Object.keys(operations), [
      `billing.invoice.${V1}`,
      `billing.invoice.${V2}`,
      `billing.send.${REQUEST}`,
      `shop.publish.${V1}`,
      `shop.publish.${V2}`,
      `shop.serve.${REQUEST}`,
    ]);
    assert.equal(Reflect.get(operations[`shop.publish.${V1}`] ?? {}, 'x-superseded-by'), V2);
  });

  it('matches the broker permissions of both sides', () => {
    assert.deepEqual(permissionsOf('shop', SHOP).publishes, [V1, V2]);
    assert.deepEqual(permissionsOf('billing', SHOP).consumers, [
      { name: 'billing__invoice', subjects: [V1, V2] },
    ]);
  });

  const problems: readonly (readonly [title: string, change: Change, found: RegExp])[] = [
    ['another version of the standard', [['asyncapi'], '2.0.0'], /asyncapi/],
    ['an unknown action', [['operations', `shop.publish.${V1}`, 'action'], 'shout'], /action/],
    ['a reference to nothing', [[...SCHEMAS, 'PaidV1']], /PaidV1 leads nowhere/],
    [
      'a message without words',
      [['components', 'messages', 'paidV1', 'summary']],
      /paidV1 does not/,
    ],
    [
      'an object without a name',
      [
        [...paid, 'properties', 'buyer'],
        { type: 'object', properties: { id: { type: 'string' } } },
      ],
      /Paid\/buyer has a schema without a name/,
    ],
    [
      'a schema under two names',
      [[...SCHEMAS, 'Settled'], Reflect.get(shopDocument().components.schemas, 'Paid')],
      /Paid and Settled are the same/,
    ],
    [
      'an example that is refused',
      [[...paid, 'properties', 'amount', 'minimum'], 5],
      /paidV2 shows an example that .*amount must be >= 5/,
    ],
  ];
  for (const [title, change, found] of problems) {
    it(`is refused with ${title}`, () => {
      assert.match(asyncApiProblems(shopDocument(change)).join('\n'), found);
    });
  }
});

describe('a break between services', () => {
  it('is not reported for an unchanged document', () => {
    assert.deepEqual(breakingEvents(shopDocument(), shopDocument()), []);
  });

  const event = `${V2}: the message.payload`;
  const requested = `${REQUEST}: the message.data`;
  const responded = `${REQUEST}: the reply.response.orders[]`;
  const cases: readonly (readonly [title: string, found: string, change: Change])[] = [
    [
      'a version of an event that is gone',
      `${V1} is gone: it may still be in the stream, in an outbox or among the dead letters`,
      [['channels', V1]],
    ],
    ['a request that is gone', `${REQUEST} is gone`, [['channels', REQUEST]]],
    [
      'a field of an event that is gone',
      `${event}.amount is gone`,
      [[...paid, 'properties', 'amount']],
    ],
    [
      'a field of an event that may be left out',
      `${event}.amount may be left out now`,
      [
        [...paid, 'required'],
        ['orderId', 'currency'],
      ],
    ],
    [
      'a field that old events do not have',
      `${event}.note is required now`,
      [
        [...paid, 'required'],
        ['orderId', 'amount', 'currency', 'note'],
      ],
    ],
    [
      'another type',
      `${event}.amount was integer, now it is string`,
      [[...paid, 'properties', 'amount', 'type'], 'string'],
    ],
    [
      'a field of an event that may be null',
      `${event}.orderId may be null now`,
      [
        [...paid, 'properties', 'orderId', 'type'],
        ['string', 'null'],
      ],
    ],
    [
      'a value that readers do not know',
      `${event}.currency may be GBP now`,
      [currency, ['USD', 'EUR', 'GBP']],
    ],
    [
      'a value that old events have',
      `${event}.currency does not take EUR any more`,
      [currency, ['USD']],
    ],
    [
      'a looser limit of an event',
      `${event}.amount had maximum 100000, now 200000`,
      [[...paid, 'properties', 'amount', 'maximum'], 200_000],
    ],
    [
      'a limit of an event that is no more',
      `${event}.note had maxLength 100, now none`,
      [[...paid, 'properties', 'note', 'maxLength']],
    ],
    [
      'a narrower limit of an event',
      `${event}.amount had maximum 100000, now 50`,
      [[...paid, 'properties', 'amount', 'maximum'], 50],
    ],
    [
      'another format of an event',
      `${event}.orderId had the format uuid, now none`,
      [[...paid, 'properties', 'orderId', 'format']],
    ],
    [
      'a header that is required now',
      `${V2}: the headers.actor is required now`,
      [
        [...SCHEMAS, 'EventHeaders', 'required'],
        ['Nats-Msg-Id', 'actor'],
      ],
    ],
    [
      'a new required field of a request',
      `${requested}.text is required now`,
      [
        [...request, 'required'],
        ['orderIds', 'text'],
      ],
    ],
    [
      'a narrower limit of a request',
      `${requested}.orderIds had maxItems 100, now 10`,
      [[...request, 'properties', 'orderIds', 'maxItems'], 10],
    ],
    [
      'a field of a response that is gone',
      `${responded}.title is gone`,
      [[...summary, 'properties', 'title']],
    ],
    [
      'a field of a response that may be left out',
      `${responded}.title may be left out now`,
      [
        [...summary, 'required'],
        ['orderId', 'currency'],
      ],
    ],
    [
      'a value of a response that callers do not know',
      `${responded}.currency may be GBP now`,
      [currency, ['USD', 'EUR', 'GBP']],
    ],
    [
      'a looser limit of a response, which callers check',
      `${responded}.title had maxLength 80, now 90`,
      [[...summary, 'properties', 'title', 'maxLength'], 90],
    ],
  ];
  for (const [title, found, change] of cases) {
    it(`is ${title}`, () => {
      const changes = breakingEvents(shopDocument(), shopDocument(change));
      assert.ok(changes.includes(found), changes.join('\n') || 'nothing was found');
    });
  }

  const additions: readonly (readonly [title: string, change: Change])[] = [
    ['a new version of an event', [['channels', V2]]],
    ['a new request', [['channels', REQUEST]]],
    ['a new optional field of an event', [[...paid, 'properties', 'note']]],
    ['a new optional field of a request', [[...request, 'properties', 'text']]],
    ['a wider limit of a request', [[...request, 'properties', 'orderIds', 'maxItems'], 50]],
  ];
  for (const [title, removed] of additions) {
    it(`is not ${title}`, () => {
      assert.deepEqual(breakingEvents(shopDocument(removed), shopDocument()), []);
    });
  }

  it('is neither a narrower limit in a reply nor a removed caller or consumer', () => {
    const changes: readonly Change[] = [
      [[...summary, 'properties', 'title', 'maxLength'], 10],
      [['operations', `billing.ask.${REQUEST}`]],
      [['operations', `billing.invoice.${V2}`]],
    ];
    assert.deepEqual(breakingEvents(shopDocument(), shopDocument(...changes)), []);
  });

  it('is reported with a remedy', () => {
    const changed = `${V2}: the message.payload.amount is gone`;
    const other = 'evt.shop.order.lost.v1: the message.payload.note is required now';
    assert.match(
      remedyFor([changed, changed, other]),
      /^Publish the next version .*: evt\.shop\.order\.paid\.v3, evt\.shop\.order\.lost\.v2 \(/,
    );
    const [gone = ''] = breakingEvents(shopDocument(), shopDocument([['channels', V1]]));
    assert.match(remedyFor([gone]), /^Keep what is gone: .* among its `previous` ones\.$/);
    assert.match(remedyFor([`${REQUEST} is gone`]), /^Add a new request/);
  });
});
