import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { EventHandlerMethod } from './event';
import { eventHandlerOf } from './event-handler';
import type { BoundHandler } from './inbox';
import { consumerName } from './namespace';
import { SERVICE_NAME } from './settings';

/** Finds the methods of a service that handle events. */
@Injectable()
export class EventHandlers {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    @Inject(SERVICE_NAME) private readonly service: string,
  ) {}

  /**
   * All of them, by the name of their consumer.
   * @throws Error when two share a purpose, or a contract does not name one among its consumers
   */
  find(): ReadonlyMap<string, BoundHandler> {
    const found = new Map<string, BoundHandler>();
    for (const { instance, isNotMetatype } of this.discovery.getProviders()) {
      if (isNotMetatype || typeof instance !== 'object' || instance === null) continue;
      for (const handler of this.handlersOf(instance as Record<string, unknown>)) {
        if (found.has(handler.consumer)) {
          throw new Error(`Two event handlers share the consumer "${handler.consumer}"`);
        }
        found.set(handler.consumer, handler);
      }
    }
    return found;
  }

  private handlersOf(instance: Record<string, unknown>): BoundHandler[] {
    const names = this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object);
    return names.flatMap((name) => {
      const method = instance[name] as EventHandlerMethod<object>;
      const metadata = eventHandlerOf(method);
      if (!metadata) return [];
      const { contract, consumer: purpose } = metadata;
      if (!contract.consumers[this.service]?.includes(purpose)) {
        throw new Error(
          `${contract.subject} is not consumed by ${this.service} for ${purpose}, says its contract`,
        );
      }
      const consumer = consumerName(this.service, purpose);
      return [{ consumer, metadata, handle: method.bind(instance) }];
    });
  }
}
