import { EntityManager } from '@mikro-orm/core';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Logger } from '@course-plateform/common/observability';
import { collectionOf } from '@course-plateform/common/persistence';
import { CatalogEntry } from './catalog-entry.entity';
import { WORDS_FORM, wordsOf } from './catalog-words';

/** How many entries are read at a time. */
const BATCH = 200;

interface Row {
  readonly _id: string;
  readonly title: string;
  readonly subtitle: string | null;
  readonly description: string;
  readonly publication: number;
}

/** Makes the words of entries again that were made in an earlier form, when the service starts. */
@Injectable()
export class CatalogWordsService implements OnApplicationBootstrap {
  constructor(
    private readonly em: EntityManager,
    private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const renewed = await this.renew();
    if (renewed > 0) this.logger.info({ renewed }, 'search words of the catalog rebuilt');
  }

  /** Safe when several replicas do it at once: each entry is written only as it was read. */
  async renew(): Promise<number> {
    let renewed = 0;
    for (;;) {
      const rows = await this.outdated();
      if (rows.length === 0) return renewed;
      await collectionOf(this.em, CatalogEntry).bulkWrite(
        rows.map((row) => ({
          updateOne: {
            filter: { _id: row._id as never, publication: row.publication },
            update: { $set: { words: wordsOf(row) }, $unset: { searchText: '' } },
          },
        })),
      );
      renewed += rows.length;
    }
  }

  private outdated(): Promise<Row[]> {
    return collectionOf(this.em, CatalogEntry)
      .find<Row>(
        { 'words.form': { $ne: WORDS_FORM } },
        { projection: { title: 1, subtitle: 1, description: 1, publication: 1 }, limit: BATCH },
      )
      .toArray();
  }
}
