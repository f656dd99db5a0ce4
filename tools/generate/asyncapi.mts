import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Fact, Messages, Question } from '../broker/messages.mts';
import { ROOT } from '../shared/paths.mts';
import { exampleOf } from './asyncapi-examples.mts';
import { type JsonSchema, type Schemas, schemasOf, toJsonSchema } from './asyncapi-schemas.mts';
import { WIRE_SCHEMAS, answerBody, eventBody, questionBody } from './asyncapi-wire.mts';

type Entries = [name: string, value: object][];
type Comments = ReadonlyMap<string, string>;

/** What any question can be refused with, whatever it asks; a service's own codes come on top. */
const REFUSALS = [
  'request.malformed',
  'request.invalid',
  'auth.token_missing',
  'auth.token_expired',
  'auth.forbidden',
  'neighbour.unavailable',
  'internal.error',
];
const REFUSAL = 'refusal';

/** The AsyncAPI document of all that the services say to each other. */
export async function asyncApiDocument(
  services: readonly string[],
  messages: Messages,
  comments: Comments,
): Promise<object> {
  const schemas = await allSchemas(messages, comments);
  const { questions, facts } = messages;
  const sorted = (entries: Entries): object =>
    Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Course Plateform: events and questions',
      version: '1',
      description:
        'What the services tell each other durably (JetStream, at least once, each handled once) and ask each other (request and reply). Generated from the contracts in `libs/types`.',
      license: { name: 'MIT' },
      tags: services.map((name) => ({ name })),
    },
    defaultContentType: 'application/json',
    servers: {
      broker: {
        host: '{host}',
        protocol: 'nats',
        description: 'Each service has a user of its own, who may do what stands here and no more',
        variables: { host: { default: '127.0.0.1:4222' } },
        security: [{ $ref: '#/components/securitySchemes/serviceUser' }],
      },
    },
    channels: sorted([...facts.flatMap(factChannels), ...questions.flatMap(questionChannels)]),
    operations: sorted([
      ...facts.flatMap(factOperations),
      ...questions.flatMap(questionOperations),
    ]),
    components: {
      messages: sorted([
        ...facts.flatMap((fact) => factMessages(fact, schemas, comments)),
        ...questions.flatMap((question) => questionMessages(question, schemas, comments)),
        [REFUSAL, refusalMessage()],
      ]),
      schemas: sorted(Object.entries(schemas)),
      securitySchemes: { serviceUser: { type: 'userPassword' } },
    },
  };
}

async function allSchemas({ questions, facts }: Messages, comments: Comments): Promise<Schemas> {
  const payloads = await schemasOf([
    ...facts.flatMap(({ forms }) => forms.map(({ payload }) => payload)),
    ...questions.flatMap(({ request, reply }) => [request, reply]),
  ]);
  const described = Object.entries(payloads).map(([name, schema]) => {
    const description = comments.get(name);
    return [name, description === undefined ? schema : { description, ...schema }] as const;
  });
  const events = facts.flatMap(({ name, forms }) =>
    forms.map(({ subject, payload }) => [
      `${pascal(name)}Event${versionOf(subject).toUpperCase()}`,
      eventBody(subject, schemaRef(payload.name), comments.get(name) ?? `${pascal(name)}`),
    ]),
  );
  const packets = questions.flatMap(({ name, subject, request, reply }) => [
    [
      `${pascal(name)}Question`,
      questionBody(subject, schemaRef(request.name), `The question ${subject}`),
    ],
    [
      `${pascal(name)}Answer`,
      answerBody('response', schemaRef(reply.name), `The answer to ${subject}`),
    ],
  ]);
  return Object.fromEntries([
    ...described,
    ...events,
    ...packets,
    ...Object.entries(WIRE_SCHEMAS),
    ['Refusal', answerBody('err', schemaRef('Problem'), 'A question that was not answered')],
    ...problemSchemas(),
  ]) as Schemas;
}

/** As in every OpenAPI document: one failure looks the same on all ways. */
function problemSchemas(): [string, JsonSchema][] {
  const file = path.join(ROOT, 'apps/review/openapi.json');
  const { components } = JSON.parse(readFileSync(file, 'utf8')) as {
    components: { schemas: Record<string, object> };
  };
  return ['Problem', 'FieldError'].map((name) => [
    name,
    toJsonSchema(components.schemas[name] ?? {}),
  ]);
}

function factChannels({ name, forms, subject: present }: Fact): Entries {
  return forms.map(({ subject }) => [
    subject,
    {
      address: subject,
      ...(subject === present
        ? {}
        : { description: `An earlier version; readers get it in the form of ${present}.` }),
      messages: { [messageOf(name, subject)]: { $ref: messageRef(messageOf(name, subject)) } },
    },
  ]);
}

function factOperations({ name, owner, subject: present, forms, consumers }: Fact): Entries {
  return forms.flatMap(({ subject }) => {
    const about = {
      channel: { $ref: channelRef(subject) },
      messages: [{ $ref: `${channelRef(subject)}/messages/${messageOf(name, subject)}` }],
    };
    const reads = Object.entries(consumers).flatMap(([service, purposes]) =>
      purposes.map((purpose): [string, object] => [
        `${service}.${purpose}.${subject}`,
        {
          action: 'receive',
          title: `${service}: ${purpose}`,
          ...about,
          tags: [{ name: service }],
          'x-consumer': `${service}__${purpose}`,
        },
      ]),
    );
    const tells: [string, object] = [
      `${owner}.tell.${subject}`,
      {
        action: 'send',
        ...about,
        tags: [{ name: owner }],
        ...(subject === present ? {} : { 'x-superseded-by': present }),
      },
    ];
    return [tells, ...reads];
  });
}

function factMessages({ name, forms }: Fact, schemas: Schemas, comments: Comments): Entries {
  return forms.map(({ subject }) => {
    const schema = `${pascal(name)}Event${versionOf(subject).toUpperCase()}`;
    const key = messageOf(name, subject);
    return [key, message(key, comments.get(name), 'EventHeaders', schema, schemas)];
  });
}

function questionChannels({ name, subject }: Question): Entries {
  return [
    [subject, { address: subject, messages: { [name]: { $ref: messageRef(name) } } }],
    [
      `${subject}.reply`,
      {
        address: null,
        description: 'The inbox that the question names as its reply subject.',
        messages: {
          [`${name}Answer`]: { $ref: messageRef(`${name}Answer`) },
          [REFUSAL]: { $ref: messageRef(REFUSAL) },
        },
      },
    ],
  ];
}

function questionOperations({ name, subject, owner, askedBy }: Question): Entries {
  const replies = channelRef(`${subject}.reply`);
  const about = {
    channel: { $ref: channelRef(subject) },
    messages: [{ $ref: `${channelRef(subject)}/messages/${name}` }],
    reply: {
      channel: { $ref: replies },
      messages: [`${name}Answer`, REFUSAL].map((key) => ({ $ref: `${replies}/messages/${key}` })),
    },
  };
  const asks = askedBy.map((service): [string, object] => [
    `${service}.ask.${subject}`,
    { action: 'send', ...about, tags: [{ name: service }] },
  ]);
  const answers = {
    action: 'receive',
    ...about,
    tags: [{ name: owner }],
    bindings: { nats: { queue: owner } },
  };
  return [[`${owner}.answer.${subject}`, answers], ...asks];
}

function questionMessages({ name, subject }: Question, schemas: Schemas, comments: Comments) {
  const question = message(
    name,
    comments.get(name),
    'QuestionHeaders',
    `${pascal(name)}Question`,
    schemas,
  );
  const answer = message(
    `${name}Answer`,
    `The answer to ${subject}`,
    undefined,
    `${pascal(name)}Answer`,
    schemas,
  );
  return [
    [name, question],
    [`${name}Answer`, answer],
  ] satisfies Entries;
}

function message(
  name: string,
  summary: string | undefined,
  headers: keyof typeof WIRE_SCHEMAS | undefined,
  payload: string,
  schemas: Schemas,
): object {
  const shown = (schema: string): unknown => exampleOf({ $ref: schemaRef(schema) }, schemas);
  return {
    name,
    ...(summary === undefined ? {} : { summary }),
    ...(headers === undefined ? {} : { headers: { $ref: schemaRef(headers) } }),
    payload: { $ref: schemaRef(payload) },
    examples: [
      { ...(headers === undefined ? {} : { headers: shown(headers) }), payload: shown(payload) },
    ],
  };
}

/** A refusal is a problem; the examples are what every question can be refused with. */
function refusalMessage(): object {
  const file = path.join(ROOT, 'apps/gateway/src/errors.json');
  const { errors } = JSON.parse(readFileSync(file, 'utf8')) as {
    errors: { code: string; status: number; title: string; detail?: string }[];
  };
  const examples = REFUSALS.map((wanted) => {
    const found = errors.find(({ code }) => code === wanted);
    if (!found) throw new Error(`No class declares the error ${wanted}`);
    const { code, status, title, detail = title } = found;
    const problem = { type: `/errors/${code}`, title, status, detail, code };
    return { name: code, payload: { id: '1', err: problem, isDisposed: true } };
  });
  return {
    name: REFUSAL,
    summary:
      'A failure (RFC 9457) in the language of the asker. Nobody there, too late and broker away are all `neighbour.unavailable` for the asker, and reach it as silence or as the status 503 of NATS.',
    payload: { $ref: schemaRef('Refusal') },
    examples,
  };
}

function messageOf(name: string, subject: string): string {
  return name + versionOf(subject).toUpperCase();
}

function versionOf(subject: string): string {
  return subject.slice(subject.lastIndexOf('.') + 1);
}

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function schemaRef(name: string): string {
  return `#/components/schemas/${name}`;
}

function messageRef(name: string): string {
  return `#/components/messages/${name}`;
}

function channelRef(subject: string): string {
  return `#/channels/${subject}`;
}
