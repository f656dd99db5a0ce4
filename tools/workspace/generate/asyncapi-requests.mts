import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RpcRequest } from '../broker/messages.mts';
import { ROOT } from '../shared/paths.mts';
import {
  type Comments,
  type Entries,
  channelRef,
  message,
  messageRef,
  pascal,
  schemaRef,
} from './asyncapi-names.mts';
import type { Schemas } from './asyncapi-schemas.mts';

/** The codes that any request can be rejected with; those of the service come on top. */
const REFUSALS = [
  'request.malformed',
  'request.invalid',
  'auth.token_missing',
  'auth.token_expired',
  'auth.forbidden',
  'upstream.unavailable',
  'internal.error',
];
export const REFUSAL = 'refusal';

export function requestChannels({ name, subject }: RpcRequest): Entries {
  return [
    [subject, { address: subject, messages: { [name]: { $ref: messageRef(name) } } }],
    [
      `${subject}.reply`,
      {
        address: null,
        description: 'The inbox that the request names as its reply subject.',
        messages: {
          [`${name}Reply`]: { $ref: messageRef(`${name}Reply`) },
          [REFUSAL]: { $ref: messageRef(REFUSAL) },
        },
      },
    ],
  ];
}

export function requestOperations({ name, subject, owner, callers }: RpcRequest): Entries {
  const replies = channelRef(`${subject}.reply`);
  const about = {
    channel: { $ref: channelRef(subject) },
    messages: [{ $ref: `${channelRef(subject)}/messages/${name}` }],
    reply: {
      channel: { $ref: replies },
      messages: [`${name}Reply`, REFUSAL].map((key) => ({ $ref: `${replies}/messages/${key}` })),
    },
  };
  const requests = callers.map((service): [string, object] => [
    `${service}.send.${subject}`,
    { action: 'send', ...about, tags: [{ name: service }] },
  ]);
  const responses = {
    action: 'receive',
    ...about,
    tags: [{ name: owner }],
    bindings: { nats: { queue: owner } },
  };
  return [[`${owner}.serve.${subject}`, responses], ...requests];
}

export function requestMessages(
  { name, subject }: RpcRequest,
  schemas: Schemas,
  comments: Comments,
) {
  const request = message(
    name,
    comments.get(name),
    'RequestHeaders',
    `${pascal(name)}RequestMessage`,
    schemas,
  );
  const response = message(
    `${name}Reply`,
    `The reply to ${subject}`,
    undefined,
    `${pascal(name)}ReplyMessage`,
    schemas,
  );
  return [
    [name, request],
    [`${name}Reply`, response],
  ] satisfies Entries;
}

/** A rejection is a problem; the examples are those that every request can get. */
export function refusalMessage(): object {
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
      'A failure (RFC 9457) in the language of the caller. No responders, a timeout and an unreachable broker are all `upstream.unavailable` for the caller, and reach it as silence or as the status 503 of NATS.',
    payload: { $ref: schemaRef('Refusal') },
    examples,
  };
}
