import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type FactPage, FactSource, Outbox } from '@course-plateform/common/events';
import { coursePublished, courseUnpublished } from '@course-plateform/types/course';
import { CatalogEntry } from '../catalog/catalog-entry.entity';
import { Course } from '../course/course.entity';

const PAGE = 500;

/** Tells again which courses are published, for a consumer that has lost it. */
@Injectable()
export class PublicationFacts {
  constructor(private readonly outbox: Outbox) {}

  @FactSource(coursePublished, courseUnpublished)
  async tellAgain(em: EntityManager, after: string | undefined): Promise<FactPage> {
    const entries = await em.find(CatalogEntry, after === undefined ? {} : { id: { $gt: after } }, {
      orderBy: { id: 'asc' },
      limit: PAGE,
    });
    const courses = await em.find(Course, { id: { $in: entries.map(({ id }) => id) } });
    const versions = new Map(courses.map(({ id, version }) => [id, version]));
    for (const entry of entries) this.tell(em, entry, versions.get(entry.id) ?? 1);
    const next = entries.length === PAGE ? entries.at(-1)?.id : undefined;
    return { events: entries.length, next };
  }

  private tell(em: EntityManager, entry: CatalogEntry, aggregateVersion: number): void {
    const { id: courseId, publication, instructorId, categoryId, title } = entry;
    const about = { aggregateId: courseId, aggregateVersion };
    if (entry.visible) {
      const news = { courseId, publication, instructorId, categoryId, title };
      this.outbox.add(em, coursePublished, news, about);
    } else this.outbox.add(em, courseUnpublished, { courseId }, about);
  }
}
