import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { CatalogWriter } from '../catalog/catalog-writer.service';
import { Course } from '../course/course.entity';
import { CourseRepository } from '../course/course.repository';
import type { CourseTeam } from '../course/course-team';
import type { CourseMemberUpdateDto, CourseSharesDto, CourseTeamResponse } from './course-team.dto';
import { CourseTeamQueryService } from './course-team-query.service';

/** Changes who teaches a course with its owner, and for which share. Orders keep the shares that they were placed with. */
@Injectable()
export class CourseTeamService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly courses: CourseRepository,
    private readonly catalog: CatalogWriter,
    private readonly queries: CourseTeamQueryService,
    private readonly clock: Clock,
  ) {}

  /** @throws CourseNotFound, CourseRightMissing, CourseMemberNotFound, PreconditionFailed */
  updateMember(
    caller: Caller,
    { courseId, instructorId }: MemberPath,
    version: number,
    dto: CourseMemberUpdateDto,
  ): Promise<CourseTeamResponse> {
    return this.change(caller, courseId, version, (team) => team.edit(instructorId, dto));
  }

  /** @throws CourseNotFound, CourseRightMissing, CourseSharesInvalid, PreconditionFailed */
  setShares(
    caller: Caller,
    courseId: string,
    version: number,
    { shares }: CourseSharesDto,
  ): Promise<CourseTeamResponse> {
    return this.change(caller, courseId, version, (team) => team.share(shares));
  }

  /**
   * By the owner, or by the co-instructor who leaves.
   * @throws CourseNotFound, CourseRightMissing, CourseMemberNotFound, PreconditionFailed
   */
  removeMember(
    caller: Caller,
    { courseId, instructorId }: MemberPath,
    version: number,
  ): Promise<void> {
    return this.unitOfWork.run(async (em) => {
      const course = await (caller.userId === instructorId
        ? this.courses.findReadable(caller, courseId)
        : this.courses.findOwned(caller, courseId));
      course.assertVersion(version);
      await this.regroup(em, course, course.team.leave(instructorId));
    });
  }

  /** Takes a user who is erased out of all teams, inside a unit of work. Again, it does nothing. */
  async erase(em: EntityManager, instructorId: string): Promise<void> {
    const isMember = { 'coInstructors.instructorId': instructorId } as object;
    for (const course of await em.find(Course, isMember)) {
      await this.regroup(em, course, course.team.leave(instructorId));
    }
  }

  /** Gives a course another team, inside a unit of work. What buyers see follows with it. */
  async regroup(em: EntityManager, course: Course, team: CourseTeam): Promise<void> {
    course.regroup(team, this.clock.now());
    await this.catalog.regroup(em, course);
  }

  private async change(
    caller: Caller,
    courseId: string,
    version: number,
    change: (team: CourseTeam) => CourseTeam,
  ): Promise<CourseTeamResponse> {
    const profiles = await this.queries.profiles(await this.courses.findOwned(caller, courseId));
    return this.unitOfWork.run(
      async (em) => {
        const course = await this.courses.findOwned(caller, courseId);
        course.assertVersion(version);
        await this.regroup(em, course, change(course.team));
        return course;
      },
      (course) => this.queries.show(caller, course, profiles),
    );
  }
}

export interface MemberPath {
  readonly courseId: string;
  readonly instructorId: string;
}
