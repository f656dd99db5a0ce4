import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { NatsSettings } from '@course-plateform/common/nats';
import { type DecoratedMethod, findDecorated } from './decorated-methods';
import type { EventHandlerMethod } from './event';
import { type EventHandlerMetadata, eventHandlerOf } from './event-handler';
import type { BoundHandler } from './inbox';
import { consumerName } from './stream-names';

/** Finds the methods of a service that handle events. */
@Injectable()
export class EventHandlers {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly nats: NatsSettings,
  ) {}

  /**
   * All handlers, by consumer name.
   * @throws Error when two have the same name, or a contract does not list one among its consumers
   */
  find(): ReadonlyMap<string, BoundHandler> {
    const found = new Map<string, BoundHandler>();
    const methods = findDecorated<EventHandlerMetadata, EventHandlerMethod<object>>(
      this.discovery,
      this.scanner,
      eventHandlerOf,
    );
    for (const handler of methods.map((method) => this.bind(method))) {
      if (found.has(handler.consumer)) {
        throw new Error(`Two event handlers share the consumer "${handler.consumer}"`);
      }
      found.set(handler.consumer, handler);
    }
    return found;
  }

  private bind({
    metadata,
    method,
  }: DecoratedMethod<EventHandlerMetadata, EventHandlerMethod<object>>): BoundHandler {
    const { contract, consumer: purpose } = metadata;
    if (!contract.consumers[this.nats.service]?.includes(purpose)) {
      throw new Error(
        `${contract.subject} is not consumed by ${this.nats.service} for ${purpose}, says its contract`,
      );
    }
    return { consumer: consumerName(this.nats.service, purpose), metadata, handle: method };
  }
}
