import type { FinishedSpan } from '@course-plateform/common/observability';
import type { StoredEvent } from './event';

type When = Pick<FinishedSpan, 'trace' | 'startedMs' | 'errorType'>;

/** A question, at either end. Names as in the semantic conventions of remote procedure calls. */
export function rpcSpan(
  kind: 'client' | 'server',
  subject: string,
  when: When,
  status?: number,
): FinishedSpan {
  return {
    ...when,
    name: subject,
    kind,
    attributes: {
      'rpc.system.name': 'nats',
      'rpc.method': subject,
      ...(status === undefined ? {} : { 'rpc.status_code': String(status) }),
    },
  };
}

/**
 * An event that is sent or handled. Names as in the semantic conventions of messaging; both spans hang under the place
 * where the fact was told, which stays the same however often it is sent.
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
