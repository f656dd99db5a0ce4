import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { ProfileAnswers } from '../profile/profile-answers';
import { ProfileStatus, type UserProfile } from '../profile/profile.entity';
import { toSuspensionResponse } from '../suspension/suspension.dto';
import { Suspension } from '../suspension/suspension.entity';
import type { UserResponse } from './user.dto';

/** What admins are told of people. */
@Injectable()
export class UserAnswers {
  constructor(
    private readonly em: EntityManager,
    private readonly profiles: ProfileAnswers,
  ) {}

  async of(profile: UserProfile): Promise<UserResponse> {
    const answer = await this.ofAll([profile]);
    return answer(profile);
  }

  /** Asks what is needed about all of them at once, and gives what makes the answer about each. */
  async ofAll(people: readonly UserProfile[]): Promise<(profile: UserProfile) => UserResponse> {
    const suspended = people.filter(({ status }) => status === ProfileStatus.suspended);
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
