import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { ProfileMapper } from './profile.mapper';
import type { MyProfileResponse, ProfileUpdateDto } from './profile.dto';
import { ProfileService } from './profile.service';

/** What users change about themselves. */
@Injectable()
export class MyProfileService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly profiles: ProfileService,
    private readonly responses: ProfileMapper,
  ) {}

  /** @throws ProfileNotFound; PreconditionFailed when the profile changed meanwhile */
  update({ userId }: Caller, version: number, dto: ProfileUpdateDto): Promise<MyProfileResponse> {
    return this.unitOfWork.run(
      (em) => this.profiles.edit(em, userId, version, dto),
      (profile) => this.responses.mine(profile),
    );
  }
}
