import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Question } from '../broker/messages.mts';
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
export const REFUSAL = 'refusal';

export function questionChannels({ name, subject }: Question): Entries {
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

export function questionOperations({ name, subject, owner, askedBy }: Question): Entries {
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

export function questionMessages(
  { name, subject }: Question,
  schemas: Schemas,
  comments: Comments,
) {
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

/** A refusal is a problem; the examples are what every question can be refused with. */
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
      'A failure (RFC 9457) in the language of the asker. Nobody there, too late and broker away are all `neighbour.unavailable` for the asker, and reach it as silence or as the status 503 of NATS.',
    payload: { $ref: schemaRef('Refusal') },
    examples,
  };
}
