import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { ProfileQueryService } from '../profile/profile-query.service';
import { Avatar } from './avatar.entity';
import { AvatarNotFound } from './avatar.errors';

/** Reads the pictures of users. */
@Injectable()
export class AvatarQueryService {
  constructor(
    private readonly em: EntityManager,
    private readonly profiles: ProfileQueryService,
  ) {}

  /**
   * The picture that a user has now.
   * @throws AvatarNotFound when there is none; ProfileNotFound, also for users who are suspended or erased
   */
  async get(userId: string): Promise<Avatar> {
    await this.profiles.getPublic(userId);
    const avatar = await this.em.findOne(Avatar, { userId });
    if (!avatar) throw new AvatarNotFound();
    return avatar;
  }
}
