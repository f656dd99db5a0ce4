import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { Outbox } from '@course-plateform/common/events';
import { Role } from '@course-plateform/types/platform';
import { userRoleChanged } from '@course-plateform/types/user';
import { LastAdmin } from './last-admin.errors';
import type { UserProfile } from './profile.entity';
import { ProfileRepository } from './profile.repository';
import { RoleChange } from './role-change.entity';

/** Who gives a role, and why. */
export interface RoleDecision {
  readonly by: string;
  readonly reason: string | null;
}

/** Changes the roles of users inside a unit of work, and publishes it. */
@Injectable()
export class RoleService {
  constructor(
    private readonly profiles: ProfileRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The same role again changes nothing. @throws ProfileNotFound, LastAdmin */
  async change(
    em: EntityManager,
    userId: string,
    role: Role,
    decision: RoleDecision,
  ): Promise<UserProfile> {
    const { profile, isLastAdmin } = await this.profiles.lockProfile(userId);
    if (profile.role === role) return profile;
    if (isLastAdmin) throw new LastAdmin();
    this.give(em, profile, role, decision);
    return profile;
  }

  /** Who may write courses already, an admin for example, stays what they are. @throws ProfileNotFound */
  async makeInstructor(
    em: EntityManager,
    userId: string,
    decision: RoleDecision,
  ): Promise<UserProfile> {
    const { profile } = await this.profiles.lockProfile(userId);
    if (profile.role === Role.user) this.give(em, profile, Role.instructor, decision);
    return profile;
  }

  private give(em: EntityManager, profile: UserProfile, role: Role, decision: RoleDecision): void {
    const now = this.clock.now();
    em.persist(new RoleChange(profile.id, { from: profile.role, to: role, ...decision, now }));
    profile.changeRole(role, now);
    this.outbox.publish(em, userRoleChanged, profile, { userId: profile.id, role });
  }
}
