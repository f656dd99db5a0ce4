import { Injectable } from '@nestjs/common';
import { ProfileAnswers } from '../profile/profile-answers';
import type { UserProfile } from '../profile/profile.entity';
import type { UserResponse } from './user.dto';

/** What admins are told of people. */
@Injectable()
export class UserAnswers {
  constructor(private readonly profiles: ProfileAnswers) {}

  of(profile: UserProfile): UserResponse {
    return { ...this.profiles.mine(profile), status: profile.status };
  }
}
