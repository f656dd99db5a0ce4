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

  /** Removes a category whose children and addresses another one takes over; they have been checked before. */
  async mergeInto(em: EntityManager, category: Category, target: Category): Promise<void> {
    const now = this.clock.now();
    const children = await this.siblings(category.id);
    (await this.siblings(category.parentId)).remove(category.id, now);
    // Its slug is free before its children come to where it was.
    await em.remove(category).flush();
    const found = await this.categories.many(children.categoryIds);
    const byId = new Map(found.map((child) => [child.id, child]));
    const siblings = await this.siblings(target.id);
    for (const id of children.categoryIds) {
      siblings.append(id, now);
      byId.get(id)?.moveBelow(target.id, now);
    }
    em.remove(children);
    target.takeAddressesOf(category, now);
  }

  private async siblings(parentId: string | null): Promise<ChildrenOrder> {
    const order = await this.categories.childrenOrder(parentId);
    return present(order, 'the order of the children of a category');
  }
}
