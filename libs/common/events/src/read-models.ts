import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { RequestContext } from '@course-plateform/common/kernel';
import { forkOf } from '@course-plateform/common/persistence';
import { findDecorated } from './decorated-methods';
import { FactSourceUnknown, ReadModelUnknown } from './events.errors';
import {
  type FactContracts,
  type FactSourceMethod,
  type ReadModelMetadata,
  type ReadModelReset,
  factSourceOf,
  readModelOf,
} from './read-model';

/** A read model of this service. */
export interface ReadModelView {
  readonly name: string;
  /** The subjects of the facts it is made from. */
  readonly facts: readonly string[];
}

/** Rebuilds what a service keeps of other services' facts: it is emptied here, and told again there. */
@Injectable()
export class ReadModels {
  constructor(
    private readonly em: EntityManager,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  list(): readonly ReadModelView[] {
    return this.models().map(({ metadata: { name, facts } }) => ({
      name,
      facts: facts.map(({ subject }) => subject),
    }));
  }

  /**
   * Empties a read model. Its facts must be told again afterwards.
   * @throws ReadModelUnknown
   */
  async reset(name: string): Promise<ReadModelView> {
    const model = this.models().find(({ metadata }) => metadata.name === name);
    if (!model) throw new ReadModelUnknown(name);
    await model.method(this.fork());
    return { name, facts: model.metadata.facts.map(({ subject }) => subject) };
  }

  /**
   * Tells the present state behind some facts again.
   * @param subjects of facts that this service tells
   * @returns how many events that makes
   * @throws FactSourceUnknown when one of them cannot be told again
   */
  async retell(subjects: readonly string[]): Promise<number> {
    const sources = findDecorated<FactContracts, FactSourceMethod>(
      this.discovery,
      this.scanner,
      factSourceOf,
    );
    const unknown = subjects.find(
      (subject) => !sources.some(({ metadata }) => metadata.some((c) => c.subject === subject)),
    );
    if (unknown !== undefined) throw new FactSourceUnknown(unknown);
    const wanted = sources.filter(({ metadata }) =>
      metadata.some(({ subject }) => subjects.includes(subject)),
    );
    let events = 0;
    for (const { method } of wanted) events += await this.tellAll(method);
    return events;
  }

  /** A page is one transaction: a large source neither holds its locks long nor fills the memory. */
  private async tellAll(tell: FactSourceMethod): Promise<number> {
    let events = 0;
    let after: string | undefined;
    do {
      const page = await RequestContext.run(new RequestContext(), () =>
        this.fork().transactional((em) => tell(em, after)),
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
