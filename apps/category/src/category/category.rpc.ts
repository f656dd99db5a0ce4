import { Controller } from '@nestjs/common';
import { Internal } from '@course-plateform/common/auth';
import { RpcHandler } from '@course-plateform/common/rpc';
import {
  type CategoryGetAll,
  type CategoryGetMany,
  type CategoryGetSubtree,
  type CategoryList,
  type CategorySubtree,
  type CategorySummaries,
  categoryGetAll,
  categoryGetMany,
  categoryGetSubtree,
} from '@course-plateform/types/category';
import { CategoryQueryService } from './category-query.service';

@Controller()
export class CategoryRpcHandler {
  constructor(private readonly queries: CategoryQueryService) {}

  @RpcHandler(categoryGetMany)
  @Internal()
  getCategories({ categoryIds }: CategoryGetMany): Promise<CategorySummaries> {
    return this.queries.summaries(categoryIds);
  }

  @RpcHandler(categoryGetSubtree)
  @Internal()
  async getSubtree({ categoryId }: CategoryGetSubtree): Promise<CategorySubtree> {
    return { categoryIds: await this.queries.subtree(categoryId) };
  }

  @RpcHandler(categoryGetAll)
  @Internal()
  async getAllCategories(_request: CategoryGetAll): Promise<CategoryList> {
    return { categories: await this.queries.counted() };
  }
}
