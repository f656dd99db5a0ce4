import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Document } from 'mongodb';
import { Clock } from '@course-plateform/common/kernel';
import { collectionOf } from '@course-plateform/common/persistence';
import { RpcClient, orWhenUnavailable } from '@course-plateform/common/rpc';
import { type UserProfiles, userProfileGetMany } from '@course-plateform/types/user';
import { Publication } from '../course/publication.entity';
import type { SearchDocument } from '../search/course-search';
import { Topic } from '../topic/topic.entity';
import { CatalogEntry } from './catalog-entry.entity';
import {
  type SearchedEntry,
  type SearchedPublication,
  searchDocumentOf,
} from './search-document.builder';

/** How many courses are read and written at a time: as many profiles as one request may name. */
const BATCH = 100;

/** Documents, and the revisions that they complete. */
interface Batch {
  readonly documents: readonly SearchDocument[];
  /** Those whose instructors are not known yet, because their service is unavailable. */
  readonly isComplete: boolean;
}

/** Makes search documents of entries of the catalog. */
@Injectable()
export class SearchDocuments {
  constructor(
    private readonly em: EntityManager,
    private readonly rpc: RpcClient,
    private readonly clock: Clock,
  ) {}

  /** Reads entries of the catalog batch by batch. @returns how many there were */
  async eachBatch(
    where: object,
    work: (rows: readonly SearchedEntry[]) => Promise<void>,
  ): Promise<number> {
    let after = '';
    let read = 0;
    for (;;) {
      const rows = await collectionOf(this.em, CatalogEntry)
        .find<SearchedEntry & Document>({ ...where, _id: { $gt: after as never } })
        .sort({ _id: 1 })
        .limit(BATCH)
        .toArray();
      if (rows.length === 0) return read;
      await work(rows);
      read += rows.length;
      after = rows.at(-1)?._id ?? '';
    }
  }

  /** Marks the revisions of entries as done. What has changed meanwhile stays pending. */
  async complete(rows: readonly SearchedEntry[]): Promise<void> {
    await collectionOf(this.em, CatalogEntry).bulkWrite(
      rows.map(({ _id, searchRevision }) => ({
        updateOne: {
          filter: { _id: _id as never, searchRevision },
          update: { $set: { searchPending: null } },
        },
      })),
      { ordered: false },
    );
  }

  /** The documents of entries as they are now. */
  async of(rows: readonly SearchedEntry[]): Promise<Batch> {
    const [publications, profiles, synonyms] = await Promise.all([
      this.publications(rows),
      this.names(rows),
      this.synonyms(rows),
    ]);
    const now = this.clock.now();
    const documents = rows.map((row) =>
      searchDocumentOf(row, publications.get(row._id), {
        ...{ instructorName: profiles?.get(row.instructorId) ?? null, synonyms, now },
      }),
    );
    return { documents, isComplete: profiles !== undefined };
  }

  private async publications(
    rows: readonly SearchedEntry[],
  ): Promise<ReadonlyMap<string, SearchedPublication>> {
    const newest = rows.map(({ _id, publication }) => ({ courseId: _id, number: publication }));
    const found = await collectionOf(this.em, Publication)
      .find<SearchedPublication & { courseId: string }>(
        { $or: newest },
        { projection: { courseId: 1, 'sections.lessons.title': 1 } },
      )
      .toArray();
    return new Map(found.map((one) => [one.courseId, one]));
  }

  private async synonyms(
    rows: readonly SearchedEntry[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const names = [...new Set(rows.flatMap(({ topics }) => topics ?? []))];
    if (names.length === 0) return new Map();
    const found = await this.em.fork().find(Topic, { name: { $in: names } });
    return new Map(found.map((topic) => [topic.name, topic.synonyms]));
  }

  /** @returns undefined while the user service is unavailable */
  private async names(
    rows: readonly SearchedEntry[],
  ): Promise<ReadonlyMap<string, string> | undefined> {
    const userIds = [...new Set(rows.map(({ instructorId }) => instructorId))];
    const reply = this.rpc.request(userProfileGetMany, { userIds });
    const found = await orWhenUnavailable<UserProfiles | undefined>(reply, () => undefined);
    return found && new Map(found.profiles.map(({ id, name }) => [id, name]));
  }
}
