import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { UnitOfWork, orWhenDuplicate } from '@course-plateform/common/persistence';
import { CategoryListCache } from '../category-list/category-list.cache';
import { type Category, SLUG_UNIQUE_AMONG_SIBLINGS } from './category.entity';
import { CategoryNotFound, CategorySlugTaken } from './category.errors';
import { CategoryRepository } from './category.repository';

/** Runs every change of the tree, so that none leaves it cached as it was. */
@Injectable()
export class CategoryWriter {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly categories: CategoryRepository,
    private readonly lists: CategoryListCache,
  ) {}

  /**
   * A change in a transaction of its own.
   * @param work gives the category whose slug may turn out to be taken
   * @throws CategorySlugTaken
   */
  run<Response>(
    work: (em: EntityManager) => Promise<Category>,
    toResponse: (category: Category) => Response,
  ): Promise<Response> {
    return this.unitOfWork.run(async (em) => {
      const category = await work(em);
      await orWhenDuplicate(em.flush(), {
        [SLUG_UNIQUE_AMONG_SIBLINGS]: () =>
          new CategorySlugTaken({ params: { slug: category.slug } }),
      });
      await this.lists.forget(em);
      return category;
    }, toResponse);
  }

  /** A category as a caller has read it. @throws CategoryNotFound, PreconditionFailed */
  async present(id: string, version: number): Promise<Category> {
    const category = await this.categories.find(id);
    if (!category) throw new CategoryNotFound();
    category.assertVersion(version);
    return category;
  }
}
