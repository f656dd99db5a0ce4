import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A category that was deleted, and the one that takes its courses, as the category service published last. */
@Entity({ collection: 'category_replacement' })
export class CategoryReplacement {
  /** The id of the deleted category. */
  @PrimaryKey({ type: 'uuid' })
  readonly id: string;

  @Property({ type: 'string' })
  replacedBy!: string;

  /** The version this is from: events that come late must not turn it back. */
  @Property({ type: 'integer' })
  replacementVersion: number = 0;

  constructor(id: string) {
    this.id = id;
  }

  follow(replacedBy: string, version: number): void {
    if (version <= this.replacementVersion) return;
    this.replacedBy = replacedBy;
    this.replacementVersion = version;
  }
}

/** Which category takes the courses of a deleted one; one that takes them may be deleted later itself. */
export class CategoryReplacements {
  private readonly replacedBy: ReadonlyMap<string, string>;

  constructor(replacements: readonly CategoryReplacement[]) {
    this.replacedBy = new Map(replacements.map(({ id, replacedBy }) => [id, replacedBy]));
  }

  /** The categories that courses have to leave. */
  get deleted(): string[] {
    return [...this.replacedBy.keys()];
  }

  /** The category itself while it is not replaced. */
  of(categoryId: string): string {
    const next = this.replacedBy.get(categoryId);
    return next === undefined ? categoryId : this.of(next);
  }
}
