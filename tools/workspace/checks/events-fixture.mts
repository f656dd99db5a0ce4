import { createRequire } from 'node:module';
import path from 'node:path';
import type { Messages, Shape } from '../broker/messages.mts';
import { buildTree } from '../build/build.mts';
import type { AsyncApiDocument } from '../contract/asyncapi.mts';
import { asyncApiDocument } from '../generate/asyncapi.mts';
import { ROOT } from '../shared/paths.mts';
import { type Change, changeDocument } from './fixtures.mts';

type Field = (target: object, name: string) => void;

/** The decorators as they are built: files that Node runs as they are cannot have any. */
interface Fields {
  IdField(): Field;
  IntegerField(options: object): Field;
  TextField(options: object): Field;
  EnumField(values: object, name: string): Field;
  IdListField(options: object): Field;
  ListField(type: () => Shape): Field;
}

// The contracts are read as they are built.
await buildTree();
const built = path.join(ROOT, 'dist/libs/types/platform/src/index.js');
const fields = createRequire(import.meta.url)(built) as Fields;

function shape<Class extends Shape>(type: Class, members: Readonly<Record<string, Field>>): Class {
  for (const [name, decorate] of Object.entries(members)) decorate(type.prototype as object, name);
  return type;
}

const PaidV1 = shape(class PaidV1 {}, {
  orderId: fields.IdField(),
  dollars: fields.IntegerField({ max: 1000 }),
});
const Paid = shape(class Paid {}, {
  orderId: fields.IdField(),
  amount: fields.IntegerField({ max: 100_000 }),
  currency: fields.EnumField({ usd: 'USD', eur: 'EUR' }, 'Currency'),
  note: fields.TextField({ max: 100, optional: true }),
});
const OrderIds = shape(class OrderIds {}, {
  orderIds: fields.IdListField({ maxItems: 100 }),
  text: fields.TextField({ max: 50, optional: true }),
});
const OrderSummary = shape(class OrderSummary {}, {
  orderId: fields.IdField(),
  title: fields.TextField({ max: 80 }),
  currency: fields.EnumField({ usd: 'USD', eur: 'EUR' }, 'Currency'),
});
const OrderSummaries = shape(class OrderSummaries {}, {
  orders: fields.ListField(() => OrderSummary),
});

/** An event in two versions and a request, of a shop. */
export const SHOP: Messages = {
  events: [
    {
      name: 'paid',
      owner: 'shop',
      subject: 'evt.shop.order.paid.v2',
      forms: [
        { subject: 'evt.shop.order.paid.v1', payload: PaidV1 },
        { subject: 'evt.shop.order.paid.v2', payload: Paid },
      ],
      consumers: { billing: ['invoice'] },
    },
  ],
  requests: [
    {
      name: 'orderGetMany',
      owner: 'shop',
      subject: 'shop.order.get-many',
      request: OrderIds,
      reply: OrderSummaries,
      callers: ['billing'],
    },
  ],
};

const comments = new Map([
  ['paid', 'An order is paid.'],
  ['orderGetMany', 'Some orders.'],
]);
const sound = JSON.stringify(await asyncApiDocument(['shop', 'billing'], SHOP, comments));

/** The sound document of the shop, changed in some places. */
export function shopDocument(...changes: readonly Change[]): AsyncApiDocument {
  const document = JSON.parse(sound) as AsyncApiDocument;
  for (const [way, value] of changes) changeDocument(document, way, value);
  return document;
}
