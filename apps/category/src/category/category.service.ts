import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/core';
import { Clock, newSlug } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/rpc';
import { UnitOfWork, orWhenDuplicate } from '@course-plateform/common/persistence';
import { courseCountByCategory } from '@course-plateform/types/course';
import { CategoryListCache } from '../category-list/category-list.cache';
import {
  type CategoryCreateDto,
  type CategoryResponse,
  type CategoryUpdateDto,
  toCategoryResponse,
} from './category.dto';
import { Category, SLUG_UNIQUE_AMONG_SIBLINGS } from './category.entity';
import { CategoryInUse, CategoryNotFound, CategorySlugTaken } from './category.errors';
import { CategoryRepository } from './category.repository';

/** Changes the category tree. */
@Injectable()
export class CategoryService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly categories: CategoryRepository,
    private readonly rpc: RpcClient,
    private readonly clock: Clock,
    private readonly lists: CategoryListCache,
  ) {}

  /** @throws CategorySlugTaken, CategoryParentNotFound, CategoryTooDeep */
  create(dto: CategoryCreateDto): Promise<CategoryResponse> {
    const { name, description = null, parentId = null } = dto;
    const slug = dto.slug ?? newSlug(name, { kind: 'category' });
    return this.write(async (em) => {
      (await this.categories.lockedTree()).assertMayHang(undefined, parentId);
      const now = this.clock.now();
      const category = new Category({ name, slug, description, parentId, now });
      em.persist(category);
      return category;
    }, toCategoryResponse);
  }

  /** @throws CategoryNotFound, PreconditionFailed, CategorySlugTaken, CategoryCycle, CategoryTooDeep */
  update(id: string, version: number, dto: CategoryUpdateDto): Promise<CategoryResponse> {
    return this.write(async () => {
      const tree = await this.categories.lockedTree();
      const category = await this.present(id);
      category.assertVersion(version);
      category.edit(dto, this.clock.now());
      if (dto.parentId !== undefined && dto.parentId !== category.parentId) {
        tree.assertMayHang(id, dto.parentId);
        category.moveBelow(dto.parentId, this.clock.now());
      }
      return category;
    }, toCategoryResponse);
  }

  /** @throws CategoryNotFound, PreconditionFailed; CategoryInUse while courses or categories hang on it */
  async remove(id: string, version: number): Promise<void> {
    const { counts } = await this.rpc.request(courseCountByCategory, { categoryIds: [id] });
    const courses = counts.find(({ categoryId }) => categoryId === id)?.courses ?? 0;
    await this.write(
      async (em) => {
        const children = (await this.categories.lockedTree()).childrenOf(id).length;
        const category = await this.present(id);
        category.assertVersion(version);
        if (courses > 0 || children > 0) {
          throw new CategoryInUse({
            params: { courses, children },
            extensions: { courses, children },
          });
        }
        em.remove(category);
        return category;
      },
      () => undefined,
    );
  }

  private async present(id: string): Promise<Category> {
    const category = await this.categories.find(id);
    if (!category) throw new CategoryNotFound();
    return category;
  }

  /** Every change of the tree, so that none leaves it cached as it was. @throws CategorySlugTaken */
  private write<Response>(
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
}
