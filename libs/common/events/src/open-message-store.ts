import type { EntityManager } from '@mikro-orm/core';
import { isMongo } from '@course-plateform/common/persistence';
import { OutboxMessage } from './message.entity';
import type { MessageStore } from './message-store';
import { MongoMessageStore } from './mongo-message-store';
import { PostgresMessageStore } from './postgres-message-store';

/**
 * The store that fits the entities a service has listed. Neither loads a driver by itself.
 * @throws Error when the service lists none
 */
export function openMessageStore(em: EntityManager): MessageStore {
  if (isMongo(em)) return new MongoMessageStore(em);
  if (!em.getMetadata().find(OutboxMessage)) {
    throw new Error('List messagingEntities (or mongoMessagingEntities) among the entities');
  }
  return new PostgresMessageStore(em);
}
