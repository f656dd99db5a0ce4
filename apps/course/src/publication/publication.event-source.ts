import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventPage, EventSource, Outbox } from '@course-plateform/common/events';
import { coursePublished, courseUnpublished } from '@course-plateform/types/course';
import { CatalogEntry } from '../catalog/catalog-entry.entity';
import { Course } from '../course/course.entity';

const PAGE = 500;

/** Republishes which courses are published, for a consumer that has lost it. */
@Injectable()
export class PublicationEventSource {
  constructor(private readonly outbox: Outbox) {}

  @EventSource(coursePublished, courseUnpublished)
  async republish(em: EntityManager, after: string | undefined): Promise<EventPage> {
    const entries = await em.find(CatalogEntry, after === undefined ? {} : { id: { $gt: after } }, {
      orderBy: { id: 'asc' },
      limit: PAGE,
    });
    const courses = await em.find(Course, { id: { $in: entries.map(({ id }) => id) } });
    const versions = new Map(courses.map(({ id, version }) => [id, version]));
    for (const entry of entries) this.report(em, entry, versions.get(entry.id) ?? 1);
    const next = entries.length === PAGE ? entries.at(-1)?.id : undefined;
    return { events: entries.length, next };
  }

  private report(em: EntityManager, entry: CatalogEntry, aggregateVersion: number): void {
    const { id: courseId, publication, instructorId, categoryId, title } = entry;
    const about = { aggregateId: courseId, aggregateVersion };
    if (entry.visible) {
      const event = { courseId, publication, instructorId, categoryId, title };
      this.outbox.publish(em, coursePublished, about, event);
    } else this.outbox.publish(em, courseUnpublished, about, { courseId });
  }
}
