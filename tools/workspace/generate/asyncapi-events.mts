import type { EventMessage } from '../broker/messages.mts';
import {
  type Comments,
  type Entries,
  channelRef,
  message,
  messageOf,
  messageRef,
  pascal,
  versionOf,
} from './asyncapi-names.mts';
import type { Schemas } from './asyncapi-schemas.mts';

export function eventChannels({ name, forms, subject: present }: EventMessage): Entries {
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

export function eventOperations({
  name,
  owner,
  subject: present,
  forms,
  consumers,
}: EventMessage): Entries {
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
    const publishes: [string, object] = [
      `${owner}.publish.${subject}`,
      {
        action: 'send',
        ...about,
        tags: [{ name: owner }],
        ...(subject === present ? {} : { 'x-superseded-by': present }),
      },
    ];
    return [publishes, ...reads];
  });
}

export function eventMessages(
  { name, forms }: EventMessage,
  schemas: Schemas,
  comments: Comments,
): Entries {
  return forms.map(({ subject }) => {
    const schema = `${pascal(name)}Event${versionOf(subject).toUpperCase()}`;
    const key = messageOf(name, subject);
    return [key, message(key, comments.get(name), 'EventHeaders', schema, schemas)];
  });
}
