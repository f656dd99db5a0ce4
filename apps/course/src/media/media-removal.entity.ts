import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A file whose bytes have to be removed, noted in the transaction that ends its use. */
@Entity({ collection: 'media_removal' })
export class MediaRemoval {
  /** The id of the file. */
  @PrimaryKey({ type: 'string' })
  readonly id: string;

  @Property({ type: 'datetime' })
  readonly createdAt: Date;

  constructor(id: string, now: Date) {
    this.id = id;
    this.createdAt = now;
  }
}
