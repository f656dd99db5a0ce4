import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler, ReadModel } from '@course-plateform/common/events';
import { type CategoryReplaced, categoryReplaced } from '@course-plateform/types/category';
import { CatalogWriter } from '../catalog/catalog-writer.service';
import { CategoryReplacement } from './category-replacement.entity';
import { CategoryReplacementJob } from './category-replacement.job';

/** Notes which categories were replaced; the courses follow in the job, however many they are. */
@Injectable()
export class CategoryReplacementEventHandler {
  constructor(
    private readonly catalog: CatalogWriter,
    private readonly job: CategoryReplacementJob,
  ) {}

  @EventHandler(categoryReplaced, { consumer: 'category-replacements' })
  async replaced(event: EventEnvelope<CategoryReplaced>, em: EntityManager): Promise<void> {
    const { categoryId, replacedBy } = event.payload;
    const known = await em.findOne(CategoryReplacement, { id: categoryId });
    const replacement = known ?? new CategoryReplacement(categoryId);
    replacement.follow(replacedBy, event.aggregateVersion);
    em.persist(replacement);
    await this.catalog.forgetCategories(em);
    this.job.trigger(em);
  }

  @ReadModel({ name: 'category-replacements', events: [categoryReplaced] })
  async reset(em: EntityManager): Promise<void> {
    await em.nativeDelete(CategoryReplacement, {});
  }
}
