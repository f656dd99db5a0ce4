import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { UnitOfWork } from '@course-plateform/common/persistence';
import type { ProfileUpdateDto } from '../profile/profile.dto';
import { ProfileService } from '../profile/profile.service';
import { RoleService } from '../profile/role.service';
import { UserMapper } from './user.mapper';
import type { RoleUpdateDto, UserResponse } from './user.dto';

/** What admins change about users. */
@Injectable()
export class UserService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly profiles: ProfileService,
    private readonly roles: RoleService,
    private readonly responses: UserMapper,
  ) {}

  /** @throws ProfileNotFound; PreconditionFailed when the profile changed meanwhile */
  update(id: string, version: number, dto: ProfileUpdateDto): Promise<UserResponse> {
    return this.unitOfWork.run(
      (em) => this.profiles.edit(em, id, version, dto),
      (profile) => this.responses.of(profile),
    );
  }

  /** @throws ProfileNotFound, LastAdmin */
  changeRole(caller: Caller, id: string, { role, reason }: RoleUpdateDto): Promise<UserResponse> {
    return this.unitOfWork.run(
      (em) => this.roles.change(em, id, role, { by: caller.userId, reason }),
      (profile) => this.responses.of(profile),
    );
  }
}
