import { Injectable } from '@nestjs/common';
import { RpcClient } from '@course-plateform/common/rpc';
import { courseCountByCategory } from '@course-plateform/types/course';
import { CategoryReplacementService } from '../category-replacement/category-replacement.service';
import type { Category } from './category.entity';
import { CategoryInUse, CategorySlugTaken, ReassignTargetInvalid } from './category.errors';
import { CategoryPlacement } from './category-placement.service';
import { CategoryRepository } from './category.repository';
import type { CategoryTree } from './category-tree';
import { CategoryWriter } from './category-writer.service';

/** Deletes categories: empty ones, or for the benefit of another one. */
@Injectable()
export class CategoryRemovalService {
  constructor(
    private readonly writer: CategoryWriter,
    private readonly categories: CategoryRepository,
    private readonly placement: CategoryPlacement,
    private readonly replacements: CategoryReplacementService,
    private readonly rpc: RpcClient,
  ) {}

  /**
   * @param reassignTo the category that takes over what is filed under it
   * @throws CategoryNotFound, PreconditionFailed; CategoryInUse without `reassignTo`; ReassignTargetInvalid,
   * CategoryTooDeep, CategorySlugTaken with it
   */
  remove(id: string, version: number, reassignTo: string | undefined): Promise<void> {
    return reassignTo === undefined
      ? this.removeEmpty(id, version)
      : this.replace(id, version, reassignTo);
  }

  private async removeEmpty(id: string, version: number): Promise<void> {
    const courses = await this.courses(id);
    await this.writer.run(
      async (em) => {
        const tree = await this.categories.lockedTree();
        const children = tree.childrenOf(id).length;
        const category = await this.writer.present(id, version);
        if (courses > 0 || children > 0) {
          throw new CategoryInUse({
            params: { courses, children },
            extensions: { courses, children },
          });
        }
        await this.placement.remove(em, category);
        em.remove(await this.replacements.takenBy(id));
        return category;
      },
      () => undefined,
    );
  }

  /** The courses in a category, with those that are still on their way into it. */
  private async courses(id: string): Promise<number> {
    const taken = (await this.replacements.takenBy(id)).map((one) => one.id);
    const { counts } = await this.rpc.request(courseCountByCategory, {
      categoryIds: [id, ...taken],
    });
    return counts.reduce((sum, { courses }) => sum + courses, 0);
  }

  private replace(id: string, version: number, reassignTo: string): Promise<void> {
    return this.writer.run(
      async (em) => {
        const tree = await this.categories.lockedTree();
        const category = await this.writer.present(id, version);
        const target = await this.targetOf(tree, id, reassignTo);
        await this.assertChildrenFit(tree, id, target.id);
        await this.placement.mergeInto(em, category, target);
        await this.replacements.replace(em, id, target.id);
        return target;
      },
      () => undefined,
    );
  }

  private async targetOf(tree: CategoryTree, id: string, reassignTo: string): Promise<Category> {
    const target = await this.categories.find(reassignTo);
    const reason = reassignTo === id ? 'itself' : target ? 'below' : 'unknown';
    if (!target || tree.subtree(id).includes(reassignTo)) {
      throw new ReassignTargetInvalid({ params: { reason } });
    }
    return target;
  }

  private async assertChildrenFit(tree: CategoryTree, id: string, targetId: string): Promise<void> {
    const siblings = tree.childrenOf(targetId).filter((sibling) => sibling !== id);
    const slugs = new Set((await this.categories.many(siblings)).map(({ slug }) => slug));
    for (const child of await this.categories.many(tree.childrenOf(id))) {
      tree.assertMayHang(child.id, targetId);
      if (slugs.has(child.slug)) throw new CategorySlugTaken({ params: { slug: child.slug } });
    }
  }
}
