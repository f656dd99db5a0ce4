import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** How much an instructor has stored, with what is on its way. */
@Entity({ collection: 'media_usage' })
export class MediaUsage {
  @PrimaryKey({ type: 'string' })
  readonly id!: string;

  @Property({ type: 'integer' })
  readonly usedBytes!: number;
}
