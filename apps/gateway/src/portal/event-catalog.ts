import { present } from '@course-plateform/common/kernel';
import asyncapi from '../asyncapi.json';
import type { Schema } from './reference/openapi';
import { type FieldView, SchemaFields } from './schema-fields';

/** A message with all that is in it. */
export interface MessageView {
  readonly headers: readonly FieldView[];
  readonly body: readonly FieldView[];
  readonly examples: readonly { readonly title: string; readonly json: string }[];
}

/** Who else takes part: a service, and for an event the consumer in it. */
export interface Party {
  readonly service: string;
  readonly purpose?: string;
}

/** An event or a request in a few words. */
export interface ConversationSummary {
  readonly subject: string;
  readonly kind: 'event' | 'request';
  readonly summary: string;
  /** Who publishes the event, or handles the request. */
  readonly owner: string;
  /** Who consumes it, or calls. */
  readonly others: readonly Party[];
  /** The subject of the present version, when this one is an earlier one. */
  readonly supersededBy?: string;
}

/** An event or a request with its messages; a request has a response and may fail. */
export interface ConversationView extends ConversationSummary {
  readonly message: MessageView;
  readonly response?: MessageView;
  readonly refusal?: MessageView;
}

interface Reference {
  readonly $ref: string;
}

interface Operation {
  readonly action: string;
  readonly channel: Reference;
  readonly tags: readonly { readonly name: string }[];
  readonly reply?: object;
  readonly 'x-consumer'?: string;
  readonly 'x-superseded-by'?: string;
}

interface Message {
  readonly summary: string;
  readonly headers?: Reference;
  readonly payload: Reference;
  readonly examples: readonly { readonly name?: string; readonly payload: object }[];
}

const operations: readonly Operation[] = Object.values(asyncapi.operations);
const channels = new Map<string, { messages: Readonly<Record<string, Reference | undefined>> }>(
  Object.entries(asyncapi.channels),
);
const messages = new Map<string, Message>(Object.entries(asyncapi.components.messages));
const schemas = new Map<string, Schema>(Object.entries(asyncapi.components.schemas));

const fields = new SchemaFields((name) => schemas.get(name));

/** Every event and request, by subject. */
export function listConversations(): ConversationSummary[] {
  const owned = operations.filter(({ action, reply }) => action === (reply ? 'receive' : 'send'));
  return owned.map((operation) => {
    const subject = lastOf(operation.channel);
    const supersededBy = operation['x-superseded-by'];
    return {
      subject,
      kind: operation.reply ? 'request' : 'event',
      summary: messageAt(subject)?.summary ?? '',
      owner: serviceOf(operation),
      others: operations
        .filter((one) => one.channel.$ref === operation.channel.$ref && one !== operation)
        .map(partyOf),
      ...(supersededBy === undefined ? {} : { supersededBy }),
    };
  });
}

/** One of them in full; undefined when there is no such subject. */
export function explainConversation(subject: string): ConversationView | undefined {
  const found = listConversations().find((one) => one.subject === subject);
  const message = messageAt(subject);
  if (!found || !message) return undefined;
  const response = messageAt(`${subject}.reply`);
  const refusal = response ? messages.get('refusal') : undefined;
  return {
    ...found,
    message: viewOf(message),
    ...(response ? { response: viewOf(response) } : {}),
    ...(refusal ? { refusal: viewOf(refusal) } : {}),
  };
}

function partyOf(operation: Operation): Party {
  const [, purpose] = operation['x-consumer']?.split('__') ?? [];
  return { service: serviceOf(operation), ...(purpose === undefined ? {} : { purpose }) };
}

function serviceOf({ tags: [tag] }: Operation): string {
  return present(tag, 'the tag of an operation').name;
}

function messageAt(channel: string): Message | undefined {
  const [first] = Object.values(channels.get(channel)?.messages ?? {});
  return first && messages.get(lastOf(first));
}

function viewOf({ headers, payload, examples }: Message): MessageView {
  return {
    headers: headers ? fields.list(headers) : [],
    body: fields.list(payload),
    examples: examples.map(({ name = 'Example', ...shown }) => ({
      title: name,
      json: JSON.stringify(shown, null, 2),
    })),
  };
}

function lastOf({ $ref }: Reference): string {
  return $ref.slice($ref.lastIndexOf('/') + 1);
}
