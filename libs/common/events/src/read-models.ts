import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { RequestContext } from '@course-plateform/common/kernel';
import { forkOf } from '@course-plateform/common/persistence';
import { findDecorated } from './decorated-methods';
import { EventSourceUnknown, ReadModelUnknown } from './events.errors';
import {
  type EventContracts,
  type EventSourceMethod,
  type ReadModelMetadata,
  type ReadModelReset,
  eventSourceOf,
  readModelOf,
} from './read-model';

/** A read model of this service. */
export interface ReadModelView {
  readonly name: string;
  /** The subjects of the events it is made from. */
  readonly events: readonly string[];
}

/** Rebuilds what a service keeps of other services' events: it is emptied here, and published again there. */
@Injectable()
export class ReadModels {
  constructor(
    private readonly em: EntityManager,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  list(): readonly ReadModelView[] {
    return this.models().map(({ metadata: { name, events } }) => ({
      name,
      events: events.map(({ subject }) => subject),
    }));
  }

  /**
   * Empties a read model. Its events must be published again afterwards.
   * @throws ReadModelUnknown
   */
  async reset(name: string): Promise<ReadModelView> {
    const model = this.models().find(({ metadata }) => metadata.name === name);
    if (!model) throw new ReadModelUnknown(name);
    await model.method(this.fork());
    return { name, events: model.metadata.events.map(({ subject }) => subject) };
  }

  /**
   * Republishes the present state behind some events.
   * @param subjects of events that this service publishes
   * @returns how many events that makes
   * @throws EventSourceUnknown when one of them cannot be published again
   */
  async republish(subjects: readonly string[]): Promise<number> {
    const sources = findDecorated<EventContracts, EventSourceMethod>(
      this.discovery,
      this.scanner,
      eventSourceOf,
    );
    const unknown = subjects.find(
      (subject) => !sources.some(({ metadata }) => metadata.some((c) => c.subject === subject)),
    );
    if (unknown !== undefined) throw new EventSourceUnknown(unknown);
    const wanted = sources.filter(({ metadata }) =>
      metadata.some(({ subject }) => subjects.includes(subject)),
    );
    let events = 0;
    for (const { method } of wanted) events += await this.republishAll(method);
    return events;
  }

  /** A page is one transaction: a large source neither holds its locks long nor fills the memory. */
  private async republishAll(report: EventSourceMethod): Promise<number> {
    let events = 0;
    let after: string | undefined;
    do {
      const page = await RequestContext.run(new RequestContext(), () =>
        this.fork().transactional((em) => report(em, after)),
      );
      events += page.events;
      after = page.next;
    } while (after !== undefined);
    return events;
  }

  private models() {
    return findDecorated<ReadModelMetadata, ReadModelReset>(
      this.discovery,
      this.scanner,
      readModelOf,
    );
  }

  private fork(): EntityManager {
    return forkOf(this.em);
  }
}
