import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { ReadModel } from '@course-plateform/common/events';
import { SearchIndexer } from './search-indexer.service';

/** What searches are made from is in the catalog, so a rebuild needs no events of others. */
@Injectable()
export class SearchReadModels {
  constructor(private readonly indexer: SearchIndexer) {}

  @ReadModel({ name: 'search', events: [] })
  resetSearch(_em: EntityManager): Promise<void> {
    return this.indexer.rebuild();
  }
}
