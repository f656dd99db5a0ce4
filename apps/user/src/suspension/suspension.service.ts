import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { Outbox } from '@course-plateform/common/events';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { userReinstated, userSuspended } from '@course-plateform/types/user';
import { LastAdmin } from '../profile/last-admin.errors';
import { ProfileRepository } from '../profile/profile.repository';
import {
  type SuspensionCreateDto,
  type SuspensionResponse,
  toSuspensionResponse,
} from './suspension.dto';
import { Suspension } from './suspension.entity';
import { OwnSuspension, SuspensionNotFound, SuspensionOver } from './suspension.errors';

/** Shuts users out and lets them in again. */
@Injectable()
export class SuspensionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly profiles: ProfileRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws OwnSuspension, SuspensionOver, ProfileNotFound, LastAdmin, TransitionNotAllowed when it is so already */
  async suspend(
    caller: Caller,
    userId: string,
    dto: SuspensionCreateDto,
  ): Promise<SuspensionResponse> {
    if (userId === caller.userId) throw new OwnSuspension();
    const until = dto.until === undefined ? null : new Date(dto.until);
    if (until && until <= this.clock.now()) throw new SuspensionOver();
    return this.unitOfWork.run(async (em) => {
      const { profile, isLastAdmin } = await this.profiles.lockProfile(userId);
      if (isLastAdmin) throw new LastAdmin();
      const now = this.clock.now();
      profile.suspend(now);
      const by = caller.userId;
      const suspension = new Suspension({ userId, reason: dto.reason, by, until, now });
      em.persist(suspension);
      const payload = { userId, until: until?.toISOString() ?? null };
      this.outbox.publish(em, userSuspended, profile, payload);
      return suspension;
    }, toSuspensionResponse);
  }

  /** @throws ProfileNotFound, SuspensionNotFound */
  reinstate(caller: Caller, userId: string): Promise<void> {
    return this.unitOfWork.run(async (em) => {
      if (!(await this.end(em, userId, caller.userId))) throw new SuspensionNotFound();
    });
  }

  /** Ends a suspension whose time has come; one that is over already is fine. */
  expire({ id, userId }: Suspension): Promise<void> {
    return this.unitOfWork.run(async (em) => {
      await this.end(em, userId, null, id);
    });
  }

  /** @param id the only one to be ended; any when absent */
  private async end(
    em: EntityManager,
    userId: string,
    by: string | null,
    id?: string,
  ): Promise<boolean> {
    const { profile } = await this.profiles.lockAnyone(userId);
    const suspension = await em.findOne(Suspension, {
      userId,
      endedAt: null,
      ...(id === undefined ? {} : { id }),
    });
    if (!suspension) return false;
    suspension.end(by, this.clock.now());
    profile.reinstate(this.clock.now());
    this.outbox.publish(em, userReinstated, profile, { userId });
    return true;
  }
}
