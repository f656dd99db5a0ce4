import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventPage, EventSource, Outbox } from '@course-plateform/common/events';
import { Clock } from '@course-plateform/common/kernel';
import { categoryReplaced } from '@course-plateform/types/category';
import { CategoryReplacement } from './category-replacement.entity';

const PAGE = 500;

/** Notes which category takes the courses of a deleted one, and tells the course service, which moves them. */
@Injectable()
export class CategoryReplacementService {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  all(): Promise<CategoryReplacement[]> {
    return this.em.find(CategoryReplacement, {});
  }

  /** Of those categories that were replaced. */
  many(categoryIds: readonly string[]): Promise<CategoryReplacement[]> {
    return this.em.find(CategoryReplacement, { id: { $in: [...categoryIds] } });
  }

  /** Of those whose courses a category takes. */
  takenBy(categoryId: string): Promise<CategoryReplacement[]> {
    return this.em.find(CategoryReplacement, { replacedBy: categoryId });
  }

  /** In the unit of work that deletes the category; what it had taken over before goes to the other one as well. */
  async replace(em: EntityManager, categoryId: string, replacedBy: string): Promise<void> {
    const now = this.clock.now();
    const replacement = new CategoryReplacement(categoryId, replacedBy, now);
    em.persist(replacement);
    this.outbox.publish(em, categoryReplaced, replacement, { categoryId, replacedBy });
    for (const earlier of await this.takenBy(categoryId)) {
      earlier.passTo(replacedBy, now);
      const event = { categoryId: earlier.id, replacedBy };
      this.outbox.publish(em, categoryReplaced, earlier, event);
    }
  }

  /** Republishes which categories were replaced, for a consumer that has lost it. */
  @EventSource(categoryReplaced)
  async republish(em: EntityManager, after: string | undefined): Promise<EventPage> {
    const replacements = await em.find(
      CategoryReplacement,
      after === undefined ? {} : { id: { $gt: after } },
      { orderBy: { id: 'asc' }, limit: PAGE },
    );
    for (const { id: categoryId, replacedBy, version } of replacements) {
      const about = { aggregateId: categoryId, aggregateVersion: version };
      this.outbox.publish(em, categoryReplaced, about, { categoryId, replacedBy });
    }
    const next = replacements.length === PAGE ? replacements.at(-1)?.id : undefined;
    return { events: replacements.length, next };
  }
}
