import {
  type AsyncApiDocument,
  type Conversation,
  type Message,
  asOpenApi,
  conversationsOf,
} from './asyncapi.mts';
import { type Direction, SchemaComparison } from './breaking-schema.mts';
import type { ContractDocument } from './document.mts';

/** Readers of a version meet events that were told long ago, and older readers meet those that are told now. */
const BOTH: readonly Direction[] = ['request', 'reply'];

/**
 * What services that were written against `before` cannot rely on any more in `after`, a sentence each. What is new
 * breaks nobody, and who may ask or listen is a matter of permission.
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

/** What to do about breaks of events, in a sentence. */
export function remedyFor(changes: readonly string[]): string {
  const event = changes.map((change) => /^(evt\S+\.v)(\d+)/.exec(change)).find((found) => found);
  if (!event) return 'Ask a new question beside the old one, and leave the old one as it is.';
  const next = `${event[1] ?? ''}${Number(event[2]) + 1}`;
  return `Publish version ${Number(event[2]) + 1} (${next}) beside it, with an upcaster: docs/decisions/event-versions.md.`;
}

function gone({ subject, kind }: Conversation): string {
  return kind === 'event'
    ? `${subject} is gone: it may still be in the stream, in an outbox or among the dead letters`
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
    const answers =
      old.answer && now.answer ? this.message('reply', 'the answer', old.answer, now.answer) : [];
    return [...changes, ...answers].map((change) => `${now.subject}: ${change}`);
  }

  private message(direction: Direction, title: string, old: Message, now: Message): string[] {
    const comparison = new SchemaComparison(direction, this.before, this.after);
    const headers =
      old.headers && now.headers ? comparison.compare('the headers', old.headers, now.headers) : [];
    return [...comparison.compare(title, old.payload, now.payload), ...headers];
  }
}
