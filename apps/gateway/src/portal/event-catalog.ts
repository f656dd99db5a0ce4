import { present } from '@course-plateform/common/kernel';
import asyncapi from '../asyncapi.json';

/** One field of a message, wherever it is inside. */
export interface FieldView {
  /** Such as `payload.lines[].price`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  /** What else it keeps to: limits, formats, values. */
  readonly rules: readonly string[];
  readonly description: string;
}

/** A message with all that is in it. */
export interface MessageView {
  readonly headers: readonly FieldView[];
  readonly body: readonly FieldView[];
  readonly examples: readonly { readonly title: string; readonly json: string }[];
}

/** Who else takes part: a service, and for an event what it listens for. */
export interface Party {
  readonly service: string;
  readonly purpose?: string;
}

/** An event or a question in a few words. */
export interface ConversationSummary {
  readonly subject: string;
  readonly kind: 'event' | 'question';
  readonly summary: string;
  /** Who tells the event, or answers the question. */
  readonly owner: string;
  /** Who listens, or asks. */
  readonly others: readonly Party[];
  /** The subject of the present version, when this one is an earlier one. */
  readonly supersededBy?: string;
}

/** An event or a question with its messages; a question has an answer and may be refused. */
export interface ConversationView extends ConversationSummary {
  readonly message: MessageView;
  readonly answer?: MessageView;
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

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly description?: string;
}

const operations: readonly Operation[] = Object.values(asyncapi.operations);
const channels = new Map<string, { messages: Readonly<Record<string, Reference | undefined>> }>(
  Object.entries(asyncapi.channels),
);
const messages = new Map<string, Message>(Object.entries(asyncapi.components.messages));
const schemas = new Map<string, Schema>(Object.entries(asyncapi.components.schemas));

/** The rules that are shown as they are called in the schema. */
const RULES = ['format', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minimum', 'maximum'];

/** Everything that is told and asked, by subject. */
export function listConversations(): ConversationSummary[] {
  const owned = operations.filter(({ action, reply }) => action === (reply ? 'receive' : 'send'));
  return owned.map((operation) => {
    const subject = lastOf(operation.channel);
    const supersededBy = operation['x-superseded-by'];
    return {
      subject,
      kind: operation.reply ? 'question' : 'event',
      summary: messageAt(subject)?.summary ?? '',
      owner: serviceOf(operation),
      others: operations
        .filter((one) => one.channel.$ref === operation.channel.$ref && one !== operation)
        .map(partyOf),
      ...(supersededBy === undefined ? {} : { supersededBy }),
    };
  });
}

/** One of them in full; undefined when nobody says anything under this subject. */
export function explainConversation(subject: string): ConversationView | undefined {
  const found = listConversations().find((one) => one.subject === subject);
  const message = messageAt(subject);
  if (!found || !message) return undefined;
  const answer = messageAt(`${subject}.reply`);
  const refusal = answer ? messages.get('refusal') : undefined;
  return {
    ...found,
    message: viewOf(message),
    ...(answer ? { answer: viewOf(answer) } : {}),
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
    headers: headers ? fieldsOf(headers, '', []) : [],
    body: fieldsOf(payload, '', []),
    examples: examples.map(({ name = 'Example', ...shown }) => ({
      title: name,
      json: JSON.stringify(shown, null, 2),
    })),
  };
}

/** @param above the schemas this one is in: one that contains itself is shown once */
function fieldsOf(schema: Schema, path: string, above: readonly Schema[]): FieldView[] {
  const { properties = {}, required = [] } = schemaAt(schema);
  return Object.entries(properties).flatMap(([name, member]) => {
    const here = path === '' ? name : `${path}.${name}`;
    const target = schemaAt(member);
    const inner = target.items ? schemaAt(target.items) : target;
    const field = {
      path: here,
      type: typeOf(member, target),
      required: required.includes(name),
      rules: [...rulesOf(target), ...(target.items ? rulesOf(inner) : [])],
      description: member.description ?? target.description ?? '',
    };
    if (above.includes(inner)) return [field];
    return [field, ...fieldsOf(inner, target.items ? `${here}[]` : here, [...above, inner])];
  });
}

/** A reference, alone or among the choices, as what it leads to. */
function schemaAt(schema: Schema): Schema {
  const ref = [schema, ...(schema.allOf ?? []), ...(schema.oneOf ?? [])].find((one) => one.$ref);
  return (ref?.$ref === undefined ? undefined : schemas.get(lastOf({ $ref: ref.$ref }))) ?? schema;
}

function typeOf(member: Schema, target: Schema): string {
  const types = [target.type ?? 'anything'].flat();
  const choices = (member.oneOf ?? []).flatMap(({ type }) => type ?? []);
  const words = types.map((type) =>
    type === 'array' && target.items
      ? `list of ${typeOf(target.items, schemaAt(target.items))}`
      : type,
  );
  return [...words, ...choices].join(' or ');
}

function rulesOf(schema: Schema): string[] {
  const values = schema.const === undefined ? schema.enum : [schema.const];
  const limits = RULES.flatMap((rule) => {
    const value: unknown = Reflect.get(schema, rule);
    return value === undefined ? [] : [`${rule} ${String(value)}`];
  });
  return [...(values ? [`one of ${values.join(', ')}`] : []), ...limits];
}

function lastOf({ $ref }: Reference): string {
  return $ref.slice($ref.lastIndexOf('/') + 1);
}
