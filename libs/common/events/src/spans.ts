import type { FinishedSpan } from '@course-plateform/common/observability';
import type { StoredEvent } from './event';

type When = Pick<FinishedSpan, 'trace' | 'startedMs' | 'errorType'>;

/**
 * An event that is sent or handled. Names as in the semantic conventions of messaging; both spans hang under the place
 * where the event was published, which stays the same however often it is sent.
 * @param consumer who handles it
 */
export function eventSpan(
  kind: 'producer' | 'consumer',
  { id, subject }: Pick<StoredEvent, 'id' | 'subject'>,
  when: When,
  consumer?: string,
): FinishedSpan {
  const operation = kind === 'producer' ? 'publish' : 'process';
  return {
    ...when,
    name: `${operation} ${subject}`,
    kind,
    attributes: {
      'messaging.system': 'nats',
      'messaging.operation.name': operation,
      'messaging.operation.type': kind === 'producer' ? 'send' : 'process',
      'messaging.destination.name': subject,
      'messaging.message.id': id,
      ...(consumer === undefined ? {} : { 'messaging.consumer.group.name': consumer }),
    },
  };
}
