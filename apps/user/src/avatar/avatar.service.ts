import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { ProfileMapper } from '../profile/profile.mapper';
import type { MyProfileResponse } from '../profile/profile.dto';
import { ProfileRepository } from '../profile/profile.repository';
import { AvatarEncoder } from './avatar-encoder';
import { Avatar } from './avatar.entity';

/** Keeps the pictures of users. */
@Injectable()
export class AvatarService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly profiles: ProfileRepository,
    private readonly encoder: AvatarEncoder,
    private readonly responses: ProfileMapper,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives the caller a picture in place of the one before.
   * @throws AvatarTypeUnsupported, AvatarUnreadable, AvatarTooManyPixels, ServiceUnavailable while many wait;
   *   ProfileNotFound; PreconditionFailed when the profile changed meanwhile
   */
  async replace({ userId }: Caller, seenVersion: number, file: Buffer): Promise<MyProfileResponse> {
    const { content, version } = await this.encoder.encode(file);
    return this.unitOfWork.run(
      async (em) => {
        const profile = await this.profiles.lockForEdit(userId, seenVersion);
        if (profile.avatarVersion === version) return profile;
        const now = this.clock.now();
        await em.nativeDelete(Avatar, { userId });
        em.persist(new Avatar({ userId, version, content, now }));
        profile.showAvatar(version, now);
        return profile;
      },
      (profile) => this.responses.mine(profile),
    );
  }

  /** Without a picture it changes nothing. @throws ProfileNotFound; PreconditionFailed when the profile changed meanwhile */
  remove({ userId }: Caller, seenVersion: number): Promise<MyProfileResponse> {
    return this.unitOfWork.run(
      async (em) => {
        const profile = await this.profiles.lockForEdit(userId, seenVersion);
        if (profile.avatarVersion === null) return profile;
        await em.nativeDelete(Avatar, { userId });
        profile.showAvatar(null, this.clock.now());
        return profile;
      },
      (profile) => this.responses.mine(profile),
    );
  }
}
