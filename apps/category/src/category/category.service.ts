import { Injectable } from '@nestjs/common';
import { Cache, type CacheRegion } from '@course-plateform/common/cache';
import { Clock, newSlug } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/rpc';
import { UnitOfWork, orWhenDuplicate } from '@course-plateform/common/persistence';
import { courseCountByCategory } from '@course-plateform/types/course';
import { CATEGORY_LIST_CACHE } from '../category-list/category-list.cache';
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
  private readonly cached: CacheRegion;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly categories: CategoryRepository,
    private readonly neighbours: RpcClient,
    private readonly clock: Clock,
    cache: Cache,
  ) {
    this.cached = cache.region(CATEGORY_LIST_CACHE);
  }

  /** @throws CategorySlugTaken, CategoryParentNotFound, CategoryTooDeep */
  async create(dto: CategoryCreateDto): Promise<CategoryResponse> {
    const { name, description = null, parentId = null } = dto;
    const slug = dto.slug ?? newSlug(name, { kind: 'category' });
    const work = this.unitOfWork.run(async (em) => {
      (await this.categories.lockedTree()).assertMayHang(undefined, parentId);
      const now = this.clock.now();
      const category = new Category({ name, slug, description, parentId, now });
      em.persist(category);
      return category;
    }, toCategoryResponse);
    return this.changed(work, slug);
  }

  /** @throws CategoryNotFound, PreconditionFailed, CategorySlugTaken, CategoryCycle, CategoryTooDeep */
  async update(id: string, version: number, dto: CategoryUpdateDto): Promise<CategoryResponse> {
    const work = this.unitOfWork.run(async () => {
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
    return this.changed(work, dto.slug ?? '');
  }

  /** @throws CategoryNotFound, PreconditionFailed; CategoryInUse while courses or categories hang on it */
  async remove(id: string, version: number): Promise<void> {
    const { counts } = await this.neighbours.ask(courseCountByCategory, { categoryIds: [id] });
    const courses = counts.find(({ categoryId }) => categoryId === id)?.courses ?? 0;
    const work = this.unitOfWork.run(async (em) => {
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
    });
    await this.changed(work, '');
  }

  private async present(id: string): Promise<Category> {
    const category = await this.categories.find(id);
    if (!category) throw new CategoryNotFound();
    return category;
  }

  private async changed<T>(work: Promise<T>, slug: string): Promise<T> {
    const answer = await orWhenDuplicate(work, {
      [SLUG_UNIQUE_AMONG_SIBLINGS]: () => new CategorySlugTaken({ params: { slug } }),
    });
    await this.cached.clear();
    return answer;
  }
}
