import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Messages } from '../broker/messages.mts';
import { ROOT } from '../shared/paths.mts';
import { factChannels, factMessages, factOperations } from './asyncapi-facts.mts';
import { type Comments, type Entries, pascal, schemaRef, versionOf } from './asyncapi-names.mts';
import {
  REFUSAL,
  questionChannels,
  questionMessages,
  questionOperations,
  refusalMessage,
} from './asyncapi-questions.mts';
import { type JsonSchema, type Schemas, schemasOf, toJsonSchema } from './asyncapi-schemas.mts';
import { WIRE_SCHEMAS, answerBody, eventBody, questionBody } from './asyncapi-wire.mts';

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
