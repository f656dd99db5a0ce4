import { messagingEntities } from '@course-plateform/common/messaging';
import { IdempotencyRecord } from './idempotency.entity';

/** What the platform keeps in every service's database: outbox, inbox, dead letters, idempotency keys. */
export const platformEntities = [...messagingEntities, IdempotencyRecord];
