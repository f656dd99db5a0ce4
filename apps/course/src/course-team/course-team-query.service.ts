import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type Caller, owns } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { COURSE_TEAM_MAX, CourseRight } from '@course-plateform/types/course';
import { Permission } from '@course-plateform/types/platform';
import type { PublicProfile } from '@course-plateform/types/user';
import { CatalogNames } from '../catalog/catalog-names.service';
import type { Course } from '../course/course.entity';
import { CourseRepository } from '../course/course.repository';
import { CourseInvitation, InvitationStatus } from './course-invitation.entity';
import { type CourseTeamResponse, toInvitationResponse } from './course-team.dto';

/** Shows who teaches a course. */
@Injectable()
export class CourseTeamQueryService {
  constructor(
    private readonly em: EntityManager,
    private readonly courses: CourseRepository,
    private readonly names: CatalogNames,
    private readonly clock: Clock,
  ) {}

  /** @throws CourseNotFound */
  async get(caller: Caller, courseId: string): Promise<CourseTeamResponse> {
    const course = await this.courses.findReadable(caller, courseId);
    return this.show(caller, course, await this.profiles(course));
  }

  /** Who they are. May send a request to the user service; call it before the unit of work. */
  profiles({ team }: Course): Promise<Profiles> {
    return this.names.instructors(team.ids);
  }

  /** The team of a course, as far as the caller may see it. */
  async show(caller: Caller, course: Course, profiles: Profiles): Promise<CourseTeamResponse> {
    const { team } = course;
    const rule = { owner: 'instructorId', orWith: Permission.courseReview } as const;
    const isOwner = owns(caller, course, rule);
    const invitations = isOwner ? await this.openInvitations(course.id) : [];
    const seesShares = isOwner || team.member(caller.userId).rights.includes(CourseRight.finance);
    const described = (instructorId: string, basisPoints: number) =>
      describe(profiles, instructorId, seesShares || instructorId === caller.userId, basisPoints);
    const now = this.clock.now();
    return {
      courseId: course.id,
      owner: described(team.ownerId, team.ownerBasisPoints),
      members: team.members.map(({ instructorId, basisPoints, ...member }) => ({
        ...described(instructorId, basisPoints),
        ...{ ...member, rights: [...member.rights] },
      })),
      invitations: invitations.map((invitation) =>
        toInvitationResponse({ invitation, course }, now),
      ),
      version: course.version,
    };
  }

  private openInvitations(courseId: string): Promise<CourseInvitation[]> {
    const isOpen = { status: InvitationStatus.open, expiresAt: { $gt: this.clock.now() } };
    return this.em.find(
      CourseInvitation,
      { courseId, ...isOpen },
      { orderBy: { id: 'asc' }, limit: COURSE_TEAM_MAX },
    );
  }
}

type Profiles = ReadonlyMap<string, PublicProfile>;

function describe(
  profiles: Profiles,
  instructorId: string,
  seesShare: boolean,
  basisPoints: number,
) {
  const profile = profiles.get(instructorId) ?? null;
  return { instructorId, profile, basisPoints: seesShare ? basisPoints : null };
}
