import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../shared/paths.mts';
import type { ContractDocument, Schema } from './document.mts';

/** What the events and requests are called where services are named. */
export const EVENTS = 'events';
/** Where their document is, from the root. */
export const ASYNCAPI_FILE = 'apps/gateway/src/asyncapi.json';

interface Reference {
  readonly $ref: string;
}

/** The parts of an AsyncAPI 3.0 document that the contract tools read. */
export interface AsyncApiDocument {
  readonly asyncapi: string;
  readonly channels: Readonly<Record<string, Channel>>;
  readonly operations: Readonly<Record<string, object>>;
  readonly components: {
    readonly messages: Readonly<Record<string, Message>>;
    readonly schemas: Readonly<Record<string, Schema>>;
  };
}

interface Channel {
  /** Null for an inbox. */
  readonly address: string | null;
  readonly messages: Readonly<Record<string, Reference>>;
}

export interface Message {
  readonly summary?: string;
  readonly headers?: Schema;
  readonly payload: Schema;
  readonly examples?: readonly { readonly headers?: unknown; readonly payload: unknown }[];
}

/** A request or an event, and the messages that travel for it; a request has a response. */
export interface Conversation {
  readonly subject: string;
  readonly kind: 'event' | 'question';
  readonly message: Message;
  readonly response?: Message;
}

export function readAsyncApi(): AsyncApiDocument {
  return JSON.parse(readFileSync(path.join(ROOT, ASYNCAPI_FILE), 'utf8')) as AsyncApiDocument;
}

/** All events and requests, by subject. */
export function conversationsOf(document: AsyncApiDocument): ReadonlyMap<string, Conversation> {
  const all = Object.values(document.channels).flatMap((channel): Conversation[] => {
    const { address: subject } = channel;
    const message = firstMessage(document, channel);
    if (subject === null || !message) return [];
    if (subject.startsWith('evt.')) return [{ subject, kind: 'event', message }];
    const response = firstMessage(document, document.channels[`${subject}.reply`]);
    return [{ subject, kind: 'question', message, ...(response ? { response } : {}) }];
  });
  return new Map(all.map((one) => [one.subject, one]));
}

function firstMessage(
  { components: { messages } }: AsyncApiDocument,
  channel: Channel | undefined,
): Message | undefined {
  const [first] = Object.values(channel?.messages ?? {});
  return first && messages[first.$ref.slice('#/components/messages/'.length)];
}

/** Its schemas in the words of OpenAPI 3.0, which the comparison reads. */
export function asOpenApi({ components: { schemas } }: AsyncApiDocument): ContractDocument {
  const members = Object.entries(schemas).map(([name, schema]) => [name, flat(schema)] as const);
  return { openapi: '', paths: {}, components: { schemas: Object.fromEntries(members) } };
}

/** `null` among the types or choices becomes `nullable`, and a constant an enum of one. */
function flat(schema: JsonSchema): Schema {
  const { type, const: only, oneOf, properties, items, ...rest } = schema;
  const types = [type ?? []].flat();
  const [first] = types.filter((one) => one !== 'null');
  const choice = oneOf?.find((one) => one.type !== 'null');
  const nullable = types.includes('null') || (oneOf ?? []).some((one) => one.type === 'null');
  return {
    ...rest,
    ...(choice?.$ref === undefined ? {} : { allOf: [{ $ref: choice.$ref }] }),
    ...(first === undefined ? {} : { type: first }),
    ...(nullable ? { nullable } : {}),
    ...(only === undefined ? {} : { enum: [only] }),
    ...(items ? { items: flat(items) } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, one]) => [name, flat(one)] as const),
          ),
        }
      : {}),
  };
}

type JsonSchema = Omit<Schema, 'type' | 'properties' | 'items' | 'oneOf'> & {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
};
