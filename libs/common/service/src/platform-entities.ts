import { messagingEntities, mongoMessagingEntities } from '@course-plateform/common/events';
import { IdempotencyRecord } from '@course-plateform/common/http';

/** The platform's entities in every PostgreSQL database: outbox, inbox, dead letters, idempotency keys. */
export const platformEntities = [...messagingEntities, IdempotencyRecord];

/** The same for a MongoDB database. */
export const mongoPlatformEntities = [...mongoMessagingEntities, IdempotencyRecord];
