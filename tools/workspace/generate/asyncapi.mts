import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Messages } from '../broker/messages.mts';
import { ROOT } from '../shared/paths.mts';
import { eventChannels, eventMessages, eventOperations } from './asyncapi-events.mts';
import { type Comments, type Entries, pascal, schemaRef, versionOf } from './asyncapi-names.mts';
import {
  REFUSAL,
  requestChannels,
  requestMessages,
  requestOperations,
  refusalMessage,
} from './asyncapi-requests.mts';
import { type JsonSchema, type Schemas, schemasOf, toJsonSchema } from './asyncapi-schemas.mts';
import { WIRE_SCHEMAS, replyBody, eventBody, requestBody } from './asyncapi-wire.mts';

/** The AsyncAPI document of all that the services say to each other. */
export async function asyncApiDocument(
  services: readonly string[],
  messages: Messages,
  comments: Comments,
): Promise<object> {
  const schemas = await allSchemas(messages, comments);
  const { requests, events } = messages;
  const sorted = (entries: Entries): object =>
    Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Course Plateform: events and requests',
      version: '1',
      description:
        'The events that the services publish (JetStream, at least once, each handled once) and the requests that they send each other (request and reply). Generated from the contracts in `libs/types`.',
      license: { name: 'MIT' },
      tags: services.map((name) => ({ name })),
    },
    defaultContentType: 'application/json',
    servers: {
      broker: {
        host: '{host}',
        protocol: 'nats',
        description: 'Each service has a user of its own with the permissions listed here',
        variables: { host: { default: '127.0.0.1:4222' } },
        security: [{ $ref: '#/components/securitySchemes/serviceUser' }],
      },
    },
    channels: sorted([...events.flatMap(eventChannels), ...requests.flatMap(requestChannels)]),
    operations: sorted([
      ...events.flatMap(eventOperations),
      ...requests.flatMap(requestOperations),
    ]),
    components: {
      messages: sorted([
        ...events.flatMap((event) => eventMessages(event, schemas, comments)),
        ...requests.flatMap((request) => requestMessages(request, schemas, comments)),
        [REFUSAL, refusalMessage()],
      ]),
      schemas: sorted(Object.entries(schemas)),
      securitySchemes: { serviceUser: { type: 'userPassword' } },
    },
  };
}

async function allSchemas({ requests, events }: Messages, comments: Comments): Promise<Schemas> {
  const payloads = await schemasOf([
    ...events.flatMap(({ forms }) => forms.map(({ payload }) => payload)),
    ...requests.flatMap(({ request, reply }) => [request, reply]),
  ]);
  const described = Object.entries(payloads).map(([name, schema]) => {
    const description = comments.get(name);
    return [name, description === undefined ? schema : { description, ...schema }] as const;
  });
  const envelopes = events.flatMap(({ name, forms }) =>
    forms.map(({ subject, payload }) => [
      `${pascal(name)}Event${versionOf(subject).toUpperCase()}`,
      eventBody(subject, schemaRef(payload.name), comments.get(name) ?? `${pascal(name)}`),
    ]),
  );
  const packets = requests.flatMap(({ name, subject, request, reply }) => [
    [
      `${pascal(name)}RequestMessage`,
      requestBody(subject, schemaRef(request.name), `The request ${subject}`),
    ],
    [
      `${pascal(name)}ReplyMessage`,
      replyBody('response', schemaRef(reply.name), `The reply to ${subject}`),
    ],
  ]);
  return Object.fromEntries([
    ...described,
    ...envelopes,
    ...packets,
    ...Object.entries(WIRE_SCHEMAS),
    ['Refusal', replyBody('err', schemaRef('Problem'), 'A rejected request')],
    ...problemSchemas(),
  ]) as Schemas;
}

/** As in every OpenAPI document: one failure looks the same on all ways. There each code has a schema of its own. */
function problemSchemas(): [string, JsonSchema][] {
  const file = path.join(ROOT, 'apps/review/openapi.json');
  const { components } = JSON.parse(readFileSync(file, 'utf8')) as {
    components: { schemas: Record<string, object> };
  };
  const [details, fieldError] = ['ProblemDetails', 'FieldError'].map((name) =>
    toJsonSchema(components.schemas[name] ?? {}),
  );
  const problem = {
    ...details,
    required: [...(details?.required ?? []), 'status', 'code'],
    additionalProperties: true,
    properties: {
      ...details?.properties,
      status: { type: 'integer', description: 'The HTTP status of the response', examples: [422] },
      code: {
        type: 'string',
        description: 'Stable code of the problem: programs distinguish problems by it',
        examples: ['request.invalid'],
      },
    },
  };
  return [
    ['Problem', problem],
    ['FieldError', fieldError ?? {}],
  ];
}
