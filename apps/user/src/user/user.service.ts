import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { ProfileService } from '../profile/profile.service';
import { type UserResponse, type UserUpdateDto, toUserResponse } from './user.dto';

/** What admins change about people. */
@Injectable()
export class UserService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly profiles: ProfileService,
  ) {}

  /** @throws ProfileNotFound; PreconditionFailed when the profile changed meanwhile */
  update(id: string, version: number, dto: UserUpdateDto): Promise<UserResponse> {
    return this.unitOfWork.run((em) => this.profiles.edit(em, id, version, dto), toUserResponse);
  }
}
