import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { ProfileMapper } from '../profile/profile.mapper';
import { ProfileStatus, type UserProfile } from '../profile/profile.entity';
import { toSuspensionResponse } from '../suspension/suspension.dto';
import { Suspension } from '../suspension/suspension.entity';
import type { UserResponse } from './user.dto';

/** Maps users to responses for admins. */
@Injectable()
export class UserMapper {
  constructor(
    private readonly em: EntityManager,
    private readonly profiles: ProfileMapper,
  ) {}

  async of(profile: UserProfile): Promise<UserResponse> {
    const response = await this.ofAll([profile]);
    return response(profile);
  }

  /** Loads what is needed for all of them at once, and returns the mapper of each. */
  async ofAll(users: readonly UserProfile[]): Promise<(profile: UserProfile) => UserResponse> {
    const suspended = users.filter(({ status }) => status === ProfileStatus.suspended);
    const userId = { $in: suspended.map(({ id }) => id) };
    const open =
      suspended.length === 0 ? [] : await this.em.find(Suspension, { userId, endedAt: null });
    const byUser = new Map(open.map((suspension) => [suspension.userId, suspension]));
    return (profile) => {
      const suspension = byUser.get(profile.id);
      return {
        ...this.profiles.mine(profile),
        status: profile.status,
        suspension: suspension ? toSuspensionResponse(suspension) : null,
      };
    };
  }
}
