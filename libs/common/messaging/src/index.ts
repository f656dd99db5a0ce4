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
export type { EventQueues, Replayed, ToldEvent } from './event-operations';
export { MessagingLifecycle } from './lifecycle';
export { DeadLetter, InboxMessage, OutboxMessage, messagingEntities } from './message.entity';
export {
  DeadLetterNotFound,
  EventInvalid,
  EventVersionUnknown,
  EventsNotDrained,
  FactSourceUnknown,
  NeighbourReplyInvalid,
  NeighbourUnavailable,
  ReadModelUnknown,
  RemoteError,
  RequestInvalid,
} from './messaging.errors';
export { MessagingModule, messagingMicroservice } from './messaging.module';
export type { MessagingOptions } from './messaging.module';
export {
  MongoDeadLetter,
  MongoInboxMessage,
  MongoOutboxMessage,
  mongoMessagingEntities,
} from './mongo-message.entity';
export { consumerName, durableName, eventStream, wireSubject } from './namespace';
export { NatsHealth } from './nats-connection';
export { ServiceNatsServer } from './nats-server';
export { orWhenUnavailable } from './optional-reply';
export { Outbox, nextVersion } from './outbox';
export type { EventAbout } from './outbox';
export { FactSource, ReadModel } from './read-model';
export type { FactPage, ReadModelMetadata } from './read-model';
export { ReadModels } from './read-models';
export type { ReadModelView } from './read-models';
export { Relay } from './relay';
export { RpcClient } from './rpc-client';
export type { AskOptions } from './rpc-client';
export { RpcHandler, rpcContractOf } from './rpc-handler';
export type { ContractMismatch, RpcHandlerDecorator } from './rpc-handler';
export { ACTOR, CALLER_TOKEN, DEADLINE, MESSAGING_SETTINGS, SERVICE_NAME } from './settings';
export type { MessagingSettings } from './settings';
export { provisionBroker } from './streams';
export type { ProvisionOptions } from './streams';
export type { ConsumerDefinition } from './jetstream-consumer';
export { validateShape } from './validation';
export type { ShapeOptions } from './validation';
