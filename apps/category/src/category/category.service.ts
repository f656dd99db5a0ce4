import { Injectable } from '@nestjs/common';
import { showLanguages } from '@course-plateform/common/http';
import { Clock, newSlug } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/rpc';
import { courseCountByCategory } from '@course-plateform/types/course';
import {
  type CategoryCreateDto,
  type CategoryResponse,
  type CategoryUpdateDto,
  RESERVED_SLUGS,
  toCategoryResponse,
} from './category.dto';
import { Category } from './category.entity';
import { CategoryInUse } from './category.errors';
import { CategoryPlacement } from './category-placement.service';
import { CategoryRepository } from './category.repository';
import { CategoryWriter } from './category-writer.service';

/** Changes the category tree. */
@Injectable()
export class CategoryService {
  constructor(
    private readonly writer: CategoryWriter,
    private readonly categories: CategoryRepository,
    private readonly placement: CategoryPlacement,
    private readonly rpc: RpcClient,
    private readonly clock: Clock,
  ) {}

  /** @throws CategorySlugTaken, CategoryParentNotFound, CategoryTooDeep */
  create(dto: CategoryCreateDto): Promise<CategoryResponse> {
    const { name, description = null, parentId = null } = dto;
    const slug = dto.slug ?? newSlug(name, { kind: 'category', reserved: RESERVED_SLUGS });
    return this.writer.run(async (em) => {
      (await this.categories.lockedTree()).assertMayHang(undefined, parentId);
      const now = this.clock.now();
      const category = new Category({ name, slug, description, parentId, now });
      await this.placement.add(em, category);
      return category;
    }, toEditedResponse);
  }

  /** @throws CategoryNotFound, PreconditionFailed, CategorySlugTaken, CategoryCycle, CategoryTooDeep */
  update(id: string, version: number, dto: CategoryUpdateDto): Promise<CategoryResponse> {
    return this.writer.run(async () => {
      const tree = await this.categories.lockedTree();
      const category = await this.writer.present(id, version);
      category.edit(dto, this.clock.now());
      if (dto.parentId !== undefined && dto.parentId !== category.parentId) {
        tree.assertMayHang(id, dto.parentId);
        await this.placement.move(category, dto.parentId);
      }
      return category;
    }, toEditedResponse);
  }

  /** @throws CategoryNotFound, PreconditionFailed; CategoryInUse while courses or categories hang on it */
  async remove(id: string, version: number): Promise<void> {
    const { counts } = await this.rpc.request(courseCountByCategory, { categoryIds: [id] });
    const courses = counts.find(({ categoryId }) => categoryId === id)?.courses ?? 0;
    await this.writer.run(
      async (em) => {
        const children = (await this.categories.lockedTree()).childrenOf(id).length;
        const category = await this.writer.present(id, version);
        if (courses > 0 || children > 0) {
          throw new CategoryInUse({
            params: { courses, children },
            extensions: { courses, children },
          });
        }
        await this.placement.remove(em, category);
        return category;
      },
      () => undefined,
    );
  }
}

/** What an admin edits: the texts in the default language. */
function toEditedResponse(category: Category): CategoryResponse {
  const response = toCategoryResponse(category);
  showLanguages([response.language]);
  return response;
}
