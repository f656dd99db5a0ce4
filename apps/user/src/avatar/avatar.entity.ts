import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** The picture of a user. A row of its own, so that reading a profile does not read it. */
@Entity({ tableName: 'avatar' })
export class Avatar {
  @PrimaryKey({ type: 'uuid' })
  readonly userId: string;

  /** As in `UserProfile.avatarVersion`. */
  @Property({ type: 'text' })
  readonly version: string;

  /** WebP, as `AvatarEncoder` makes it. */
  @Property({ type: 'blob' })
  readonly content: Buffer;

  @Property({ type: 'datetime' })
  readonly createdAt: Date;

  constructor(avatar: { userId: string; version: string; content: Buffer; now: Date }) {
    this.userId = avatar.userId;
    this.version = avatar.version;
    this.content = avatar.content;
    this.createdAt = avatar.now;
  }
}
