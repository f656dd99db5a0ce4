import {
  type AsyncApiDocument,
  type Conversation,
  type Message,
  asOpenApi,
  conversationsOf,
} from './asyncapi.mts';
import { type Direction, SchemaComparison } from './breaking-schema.mts';
import type { ContractDocument } from './document.mts';

/** Consumers of a version meet events that were published long ago, and older consumers meet those published now. */
const BOTH: readonly Direction[] = ['request', 'reply'];

const GONE = ' is gone: it may still be';

/**
 * What services that were written against `before` cannot rely on any more in `after`, a sentence each. What is new
 * breaks nobody, and who may send or consume is a matter of permission.
 */
export function breakingEvents(before: AsyncApiDocument, after: AsyncApiDocument): string[] {
  const comparison = new EventComparison(asOpenApi(before), asOpenApi(after));
  const present = conversationsOf(after);
  const changes = [...conversationsOf(before).values()].flatMap((old) => {
    const now = present.get(old.subject);
    return now ? comparison.changes(old, now) : [gone(old)];
  });
  return [...new Set(changes)];
}

/** What to do about breaks of events and requests, in a sentence or two. */
export function remedyFor(changes: readonly string[]): string {
  const isEvent = (change: string): boolean => change.startsWith('evt.');
  const changed = changes.filter((change) => isEvent(change) && !change.includes(GONE));
  const next = [...new Set(changed.map(nextVersion))];
  return [
    ...(changes.some((change) => change.includes(GONE))
      ? ['Keep what is gone: a version of an event among its `previous` ones.']
      : []),
    ...(next.length > 0
      ? [
          `Publish the next version beside the old one, with an upcaster: ${next.join(', ')} (docs/decisions/event-versions.md).`,
        ]
      : []),
    ...(changes.every(isEvent)
      ? []
      : ['Add a new request beside the old one, and leave the old one as it is.']),
  ].join(' ');
}

function nextVersion(change: string): string {
  const [subject = ''] = change.split(': ');
  return subject.replace(/\d+$/, (version) => String(Number(version) + 1));
}

function gone({ subject, kind }: Conversation): string {
  return kind === 'event'
    ? `${subject}${GONE} in the stream, in an outbox or among the dead letters`
    : `${subject} is gone`;
}

class EventComparison {
  private readonly before: ContractDocument;
  private readonly after: ContractDocument;

  constructor(before: ContractDocument, after: ContractDocument) {
    this.before = before;
    this.after = after;
  }

  changes(old: Conversation, now: Conversation): string[] {
    const directions = old.kind === 'event' ? BOTH : (['request'] as const);
    const changes = directions.flatMap((direction) => [
      ...this.message(direction, 'the message', old.message, now.message),
    ]);
    const responses =
      old.response && now.response
        ? this.message('reply', 'the reply', old.response, now.response)
        : [];
    return [...changes, ...responses].map((change) => `${now.subject}: ${change}`);
  }

  private message(direction: Direction, title: string, old: Message, now: Message): string[] {
    const comparison = new SchemaComparison(direction, this.before, this.after);
    const headers =
      old.headers && now.headers ? comparison.compare('the headers', old.headers, now.headers) : [];
    return [...comparison.compare(title, old.payload, now.payload), ...headers];
  }
}
