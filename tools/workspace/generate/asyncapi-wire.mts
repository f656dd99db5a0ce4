import type { JsonSchema } from './asyncapi-schemas.mts';

const TRACEPARENT: JsonSchema = {
  type: 'string',
  pattern: '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$',
  description: 'The trace it belongs to (W3C Trace Context)',
  examples: ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
};
const ID: JsonSchema = {
  type: 'string',
  format: 'uuid',
  examples: ['01890a5d-ac96-774b-bcce-b302099a8057'],
};

/** What travels beside the messages, as `relay.ts`, `rpc-client.ts` and `nats-server.ts` send it. */
export const WIRE_SCHEMAS = {
  EventHeaders: {
    type: 'object',
    description: 'What travels beside an event',
    required: ['Nats-Msg-Id'],
    properties: {
      'Nats-Msg-Id': {
        ...ID,
        description:
          'The id of the event, and behind a slash that of the replay that sends it again: the broker drops what it got in the last two minutes',
      },
      traceparent: TRACEPARENT,
      actor: { ...ID, description: 'The user who caused it; absent when nobody did' },
    },
  },
  RequestHeaders: {
    type: 'object',
    description: 'The headers of a request',
    required: ['x-deadline-ms'],
    properties: {
      'x-deadline-ms': {
        type: 'string',
        pattern: '^\\d+$',
        description:
          'Milliseconds until the caller times out. It shrinks along a chain of requests; no work begins after it',
        examples: ['2000'],
      },
      traceparent: TRACEPARENT,
      authorization: {
        type: 'string',
        pattern: '^Bearer .+$',
        description:
          'The access token of the user on whose behalf the request is sent; the responder verifies it',
        examples: ['Bearer eyJhbGciOiJFZERTQSJ9.e30.c2lnbmF0dXJl'],
      },
      'accept-language': {
        type: 'string',
        description: 'The language of the texts in a refusal',
        examples: ['es'],
      },
    },
  },
} as const satisfies Readonly<Record<string, JsonSchema>>;

/** The body of an event: the event with what it is about. */
export function eventBody(subject: string, payload: string, description: string): JsonSchema {
  return {
    type: 'object',
    description,
    required: [
      'id',
      'subject',
      'aggregateType',
      'aggregateId',
      'aggregateVersion',
      'occurredAt',
      'payload',
    ],
    properties: {
      id: { ...ID, description: 'The same at every delivery and replay' },
      subject: { type: 'string', const: subject, description: 'What happened, with its version' },
      aggregateType: {
        type: 'string',
        description: 'What it is about',
        examples: [subject.split('.')[2]],
      },
      aggregateId: {
        ...ID,
        format: 'uuid',
        description: 'Events of one aggregate keep their order',
      },
      aggregateVersion: {
        type: 'integer',
        minimum: 1,
        description: "The aggregate's version after the change",
      },
      occurredAt: {
        type: 'string',
        format: 'date-time',
        description: 'When the change was made, RFC 3339 in UTC',
        examples: ['2026-01-31T12:00:00.000Z'],
      },
      payload: { $ref: payload },
    },
  };
}

/** The packet of Nest's NATS transport that carries a request. */
export function requestBody(subject: string, request: string, description: string): JsonSchema {
  return {
    type: 'object',
    description,
    required: ['id', 'pattern', 'data'],
    properties: {
      id: { type: 'string', description: 'A counter of the caller', examples: ['1'] },
      pattern: { type: 'string', const: subject, description: 'The subject of the request' },
      data: { $ref: request },
    },
  };
}

/** The packet that carries a response, or with `err` a refusal. */
export function replyBody(
  member: 'response' | 'err',
  ref: string,
  description: string,
): JsonSchema {
  return {
    type: 'object',
    description,
    required: [member, 'isDisposed'],
    properties: {
      id: { type: 'string', description: 'The id of the request', examples: ['1'] },
      [member]: { $ref: ref },
      isDisposed: {
        type: 'boolean',
        const: true,
        description: 'The last packet of the response: there is only one',
      },
    },
  };
}
