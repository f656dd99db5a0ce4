import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, present } from '@course-plateform/common/kernel';
import type { Category } from './category.entity';
import { CategoryRepository } from './category.repository';
import { ChildrenOrder } from './children-order.entity';

/** Gives categories their place among their siblings, in the unit of work of a caller who has locked the tree. */
@Injectable()
export class CategoryPlacement {
  constructor(
    private readonly categories: CategoryRepository,
    private readonly clock: Clock,
  ) {}

  /** Puts a new category behind its siblings. */
  async add(em: EntityManager, category: Category): Promise<void> {
    const now = this.clock.now();
    (await this.siblings(category.parentId)).append(category.id, now);
    em.persist([category, new ChildrenOrder(category.id, now)]);
  }

  /** Puts a category with everything below it behind its new siblings. The tree has been checked before. */
  async move(category: Category, parentId: string | null): Promise<void> {
    const now = this.clock.now();
    (await this.siblings(category.parentId)).remove(category.id, now);
    (await this.siblings(parentId)).append(category.id, now);
    category.moveBelow(parentId, now);
  }

  /** Removes a category that has nothing below it. */
  async remove(em: EntityManager, category: Category): Promise<void> {
    (await this.siblings(category.parentId)).remove(category.id, this.clock.now());
    em.remove([category, await this.siblings(category.id)]);
  }

  private async siblings(parentId: string | null): Promise<ChildrenOrder> {
    const order = await this.categories.childrenOrder(parentId);
    return present(order, 'the order of the children of a category');
  }
}
