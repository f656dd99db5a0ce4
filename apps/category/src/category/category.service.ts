import { Injectable } from '@nestjs/common';
import { showLanguages } from '@course-plateform/common/http';
import { Clock, newSlug } from '@course-plateform/common/kernel';
import {
  type CategoryCreateDto,
  type CategoryResponse,
  type CategoryUpdateDto,
  RESERVED_SLUGS,
  toCategoryResponse,
} from './category.dto';
import { Category } from './category.entity';
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
      await this.categories.releaseSlug(category);
      return category;
    }, toEditedResponse);
  }

  /** @throws CategoryNotFound, PreconditionFailed, CategorySlugTaken, CategoryCycle, CategoryTooDeep */
  update(id: string, version: number, dto: CategoryUpdateDto): Promise<CategoryResponse> {
    return this.writer.run(async () => {
      const tree = await this.categories.lockedTree();
      const category = await this.writer.present(id, version);
      const { slug } = category;
      category.edit(dto, this.clock.now());
      if (category.slug !== slug) await this.categories.releaseSlug(category);
      if (dto.parentId !== undefined && dto.parentId !== category.parentId) {
        tree.assertMayHang(id, dto.parentId);
        await this.placement.move(category, dto.parentId);
      }
      return category;
    }, toEditedResponse);
  }
}

/** What an admin edits: the texts in the default language. */
function toEditedResponse(category: Category): CategoryResponse {
  const response = toCategoryResponse(category);
  showLanguages([response.language]);
  return response;
}
