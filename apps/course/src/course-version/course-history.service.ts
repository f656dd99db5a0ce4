import {
  ChangeSetType,
  EntityManager,
  type EventSubscriber,
  type FlushEventArgs,
} from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { currentCaller } from '@course-plateform/common/auth';
import { Course, type CourseContent } from '../course/course.entity';
import { type ContentComparison, compareContent } from './content-comparison';
import { CourseChange } from './course-change.entity';

/** A course before a change, as far as its history is concerned. */
type Before = CourseContent & Pick<Course, 'status' | 'publication'>;

/**
 * Keeps the history of drafts. It listens to what is stored, so that no change can be made without being recorded,
 * whichever feature makes it; the record is part of the same transaction.
 */
@Injectable()
export class CourseHistory implements EventSubscriber {
  constructor(em: EntityManager) {
    em.getEventManager().registerSubscriber(this);
  }

  async onFlush({ em, uow }: FlushEventArgs): Promise<void> {
    for (const { entity, type, originalEntity } of uow.getChangeSets()) {
      if (!(entity instanceof Course)) continue;
      if (type === ChangeSetType.DELETE) {
        await em.nativeDelete(CourseChange, { courseId: entity.id });
        continue;
      }
      const change = changeOf(entity, originalEntity as Before | undefined);
      if (!change) continue;
      uow.persist(change);
      uow.computeChangeSet(change);
    }
  }
}

/** @returns undefined when nothing of it changed that an author would know */
function changeOf(course: Course, before: Before | undefined): CourseChange | undefined {
  const change = {
    content: before ? compareContent(before, course) : everythingOf(course),
    status: course.status === before?.status ? null : course.status,
    publication: course.publication === (before?.publication ?? 0) ? null : course.publication,
  };
  if (isEmpty(change)) return undefined;
  return new CourseChange({
    ...{ courseId: course.id, draftVersion: before ? course.version + 1 : 1 },
    ...{ changedBy: currentCaller()?.userId ?? null, changedAt: course.updatedAt },
    ...change,
  });
}

function isEmpty({
  content,
  status,
  publication,
}: Pick<CourseChange, 'content' | 'status' | 'publication'>): boolean {
  const { details, sections, lessons } = content;
  const count = details.length + sections.length + lessons.length;
  return count === 0 && status === null && publication === null;
}

/** A new draft differs from nothing in what it was given. */
function everythingOf({ slug, details, listPrice, sections }: Course): ContentComparison {
  const nothing = { slug: '', details: {} as Course['details'], listPrice, sections: [] };
  return compareContent(nothing, { slug, details, listPrice, sections });
}
