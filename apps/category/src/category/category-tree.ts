import { CategoryCycle, CategoryParentNotFound, CategoryTooDeep } from './category.errors';
import { MAXIMUM_DEPTH } from './category.entity';

/** A category as the tree needs it. */
interface Node {
  readonly id: string;
  readonly parentId: string | null;
}

/** The shape of the whole tree: small enough to be held, checked before anything moves. */
export class CategoryTree {
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly children = new Map<string | null, string[]>();

  /** @param nodes siblings in their order */
  constructor(nodes: readonly Node[]) {
    this.nodes = new Map(nodes.map((node) => [node.id, node]));
    for (const { id, parentId } of nodes) {
      this.children.set(parentId, [...(this.children.get(parentId) ?? []), id]);
    }
  }

  /** A category and everything below it; empty when there is no such category. */
  subtree(id: string): string[] {
    if (!this.nodes.has(id)) return [];
    return [id, ...this.childrenOf(id).flatMap((child) => this.subtree(child))];
  }

  /** All categories, each followed by everything below it. */
  all(): string[] {
    return this.childrenOf(null).flatMap((root) => this.subtree(root));
  }

  childrenOf(id: string | null): readonly string[] {
    return this.children.get(id) ?? [];
  }

  /**
   * Whether a category, new or with everything below it, may hang below a parent.
   * @param id undefined for a new category
   * @throws CategoryParentNotFound, CategoryCycle, CategoryTooDeep
   */
  assertMayHang(id: string | undefined, parentId: string | null): void {
    if (parentId === null) return;
    if (!this.nodes.has(parentId)) throw new CategoryParentNotFound();
    if (id !== undefined && this.subtree(id).includes(parentId)) throw new CategoryCycle();
    const height = id === undefined ? 1 : this.height(id);
    if (this.depth(parentId) + height > MAXIMUM_DEPTH) {
      throw new CategoryTooDeep({ params: { depth: MAXIMUM_DEPTH } });
    }
  }

  private depth(id: string): number {
    const parentId = this.nodes.get(id)?.parentId ?? null;
    return parentId === null ? 1 : this.depth(parentId) + 1;
  }

  private height(id: string): number {
    return 1 + Math.max(0, ...this.childrenOf(id).map((child) => this.height(child)));
  }
}
