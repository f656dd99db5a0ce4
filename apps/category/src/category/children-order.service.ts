import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { CategoryListCache } from '../category-list/category-list.cache';
import { CategoryNotFound } from './category.errors';
import { CategoryRepository } from './category.repository';
import { type ChildrenOrderResponse, toChildrenOrderResponse } from './children-order.dto';
import type { ChildrenOrder } from './children-order.entity';

/** The order of categories among their siblings. */
@Injectable()
export class ChildrenOrderService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly categories: CategoryRepository,
    private readonly lists: CategoryListCache,
    private readonly clock: Clock,
  ) {}

  /** @param parentId null for the roots. @throws CategoryNotFound */
  async get(parentId: string | null): Promise<ChildrenOrderResponse> {
    return toChildrenOrderResponse(await this.present(parentId), parentId);
  }

  /** @throws CategoryNotFound, PreconditionFailed, CategoryOrderInvalid */
  arrange(
    parentId: string | null,
    version: number,
    categoryIds: readonly string[],
  ): Promise<ChildrenOrderResponse> {
    return this.unitOfWork.run(
      async (em) => {
        await this.categories.lockTree();
        const order = await this.present(parentId);
        order.assertVersion(version);
        order.arrange(categoryIds, this.clock.now());
        await this.lists.forget(em);
        return order;
      },
      (order) => toChildrenOrderResponse(order, parentId),
    );
  }

  private async present(parentId: string | null): Promise<ChildrenOrder> {
    const order = await this.categories.childrenOrder(parentId);
    if (!order) throw new CategoryNotFound();
    return order;
  }
}
