export { DeadLetters } from './dead-letters';
export type { DeadLetterView } from './dead-letters';
export type { EventEnvelope, EventHandlerMethod, EventHeaders, StoredEvent } from './event';
export { EventHandler, eventHandlerOf } from './event-handler';
export type {
  EventHandlerDecorator,
  EventHandlerMetadata,
  EventHandlerOptions,
} from './event-handler';
export { EventOperations } from './event-operations';
export type { EventQueues, Replayed, OutboxEvent } from './event-operations';
export { DeadLetter, InboxMessage, OutboxMessage, messagingEntities } from './message.entity';
export {
  DeadLetterNotFound,
  EventInvalid,
  EventVersionUnknown,
  EventsNotDrained,
  EventSourceUnknown,
  ReadModelUnknown,
} from './events.errors';
export { EventsLifecycle } from './lifecycle';
export { EventsModule } from './events.module';
export { EventSettings } from './events.settings';
export {
  MongoDeadLetter,
  MongoInboxMessage,
  MongoOutboxMessage,
  mongoMessagingEntities,
} from './mongo-message.entity';
export { consumerName, durableName, eventStream } from './stream-names';
export { Outbox, nextVersion } from './outbox';
export type { EventAbout } from './outbox';
export { EventSource, ReadModel } from './read-model';
export type { EventPage, ReadModelMetadata } from './read-model';
export { ReadModels } from './read-models';
export type { ReadModelView } from './read-models';
export { Relay } from './relay';
export { provisionBroker } from './streams';
export type { ProvisionOptions } from './streams';
export type { ConsumerDefinition } from './jetstream-consumer';
