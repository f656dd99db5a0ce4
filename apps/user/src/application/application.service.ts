import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork, orWhenDuplicate } from '@course-plateform/common/persistence';
import { Role } from '@course-plateform/types/platform';
import { UserProfile } from '../profile/profile.entity';
import { ProfileQueryService } from '../profile/profile-query.service';
import { ProfileRepository } from '../profile/profile.repository';
import { RoleService } from '../profile/role.service';
import {
  type ApplicationCreateDto,
  ApplicationDecision,
  type ApplicationResponse,
  type ApplicationDecisionCreateDto,
  toApplicationResponse,
} from './application.dto';
import {
  ApplicationStatus,
  InstructorApplication,
  ONE_PENDING_APPLICATION,
} from './application.entity';
import {
  AlreadyInstructor,
  ApplicationExists,
  ApplicationNotFound,
  ApplicationReasonMissing,
} from './application.errors';

/** Takes applications and decides on them. */
@Injectable()
export class ApplicationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly profiles: ProfileRepository,
    private readonly roles: RoleService,
    private readonly profileQueries: ProfileQueryService,
    private readonly clock: Clock,
  ) {}

  /** @throws AlreadyInstructor, ApplicationExists, ProfileNotFound */
  async apply(caller: Caller, dto: ApplicationCreateDto): Promise<ApplicationResponse> {
    // Not the role of the token: it may be older than a decision.
    const { role } = await this.profileQueries.getMine(caller);
    if (role !== Role.user) throw new AlreadyInstructor();
    const [applicant] = await this.profileQueries.getMany([caller.userId]);
    const created = this.unitOfWork.run(
      async (em) => {
        await this.profiles.lockProfile(caller.userId);
        const application = new InstructorApplication({
          userId: caller.userId,
          motivation: dto.motivation,
          now: this.clock.now(),
        });
        em.persist(application);
        return application;
      },
      (application) => toApplicationResponse(application, applicant),
    );
    return orWhenDuplicate(created, { [ONE_PENDING_APPLICATION]: () => new ApplicationExists() });
  }

  /**
   * Approves or rejects; who is approved is an instructor from then on.
   * @throws ApplicationNotFound, ApplicationReasonMissing, TransitionNotAllowed when it is decided already
   */
  async decide(
    caller: Caller,
    id: string,
    dto: ApplicationDecisionCreateDto,
  ): Promise<ApplicationResponse> {
    const rejected = dto.decision === ApplicationDecision.reject;
    if (rejected && dto.reason === undefined) throw new ApplicationReasonMissing();
    return this.unitOfWork.run(
      async (em) => {
        const application = await this.lock(em, id);
        const status = rejected ? ApplicationStatus.rejected : ApplicationStatus.approved;
        const reason = dto.reason ?? null;
        const by = caller.userId;
        application.decide(status, { by, reason, now: this.clock.now() });
        const { userId } = application;
        const profile = rejected
          ? await em.findOne(UserProfile, { id: userId })
          : await this.roles.makeInstructor(em, userId, { by, reason });
        return { application, profile };
      },
      ({ application, profile }) =>
        toApplicationResponse(
          application,
          profile ? this.profileQueries.describe(profile) : undefined,
        ),
    );
  }

  /** The user is locked first, as everywhere: who erases them takes their applications away. */
  private async lock(em: EntityManager, id: string): Promise<InstructorApplication> {
    const found = await em.findOne(InstructorApplication, { id });
    if (!found) throw new ApplicationNotFound();
    await this.profiles.lockAnyone(found.userId);
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const locked = await em.findOne(InstructorApplication, { id }, { lockMode, refresh: true });
    if (!locked) throw new ApplicationNotFound();
    return locked;
  }
}
