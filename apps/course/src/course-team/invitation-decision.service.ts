import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { RpcClient } from '@course-plateform/common/rpc';
import { accountGetContact } from '@course-plateform/types/auth';
import {
  CourseInvitationRepository,
  type Invited,
  type InvitedCourse,
} from './course-invitation.repository';
import { type CourseInvitationResponse, toInvitationResponse } from './course-team.dto';
import { CourseTeamService } from './course-team.service';

/** Several instructors may accept at once, and all of them join. */
const CONTENDED = { isContended: true };

/**
 * Invitations to teach a course together, as the invited see and decide them. The mail has no secret: an invitation is for
 * the account with the invited address, which the auth service tells, so that a forwarded mail opens nothing.
 */
@Injectable()
export class InvitationDecisionService {
  constructor(
    private readonly rpc: RpcClient,
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: CourseInvitationRepository,
    private readonly teams: CourseTeamService,
    private readonly clock: Clock,
  ) {}

  /** @throws InvitationNotFound when it is absent or for another user */
  async get(caller: Caller, id: string): Promise<CourseInvitationResponse> {
    const found = await this.invitations.findFor(await this.invited(caller), id);
    return toInvitationResponse(found, this.clock.now());
  }

  /** @throws InvitationNotFound, InvitationOver, CourseMemberExists, CourseTeamFull, CourseSharesExceeded */
  accept(caller: Caller, id: string): Promise<CourseInvitationResponse> {
    return this.decide(caller, id, async (em, { invitation, course }, now) => {
      const member = invitation.accept(caller.userId, now);
      await this.teams.regroup(em, course, course.team.join(member));
    });
  }

  /** @throws InvitationNotFound, InvitationOver */
  reject(caller: Caller, id: string): Promise<CourseInvitationResponse> {
    return this.decide(caller, id, (_em, { invitation }, now) => {
      invitation.reject(caller.userId, now);
    });
  }

  private async decide(
    caller: Caller,
    id: string,
    decide: (em: EntityManager, found: InvitedCourse, now: Date) => Promise<void> | void,
  ): Promise<CourseInvitationResponse> {
    const invited = await this.invited(caller);
    return this.unitOfWork.run(
      async (em) => {
        const found = await this.invitations.findFor(invited, id);
        await decide(em, found, this.clock.now());
        return found;
      },
      (found) => toInvitationResponse(found, this.clock.now()),
      CONTENDED,
    );
  }

  /** Sends a request to the auth service; call it before the unit of work. */
  private async invited({ userId }: Caller): Promise<Invited> {
    const { contact } = await this.rpc.request(accountGetContact, { userId });
    return { userId, address: contact?.isVerified ? contact.email : undefined };
  }
}
