import { COURSE_TEAM_MAX, type CourseRight } from '@course-plateform/types/course';
import {
  CourseMemberExists,
  CourseMemberNotFound,
  CourseSharesExceeded,
  CourseSharesInvalid,
  CourseTeamFull,
} from './course.errors';

/** All that the instructors of a course share, in hundredths of a percent. */
export const WHOLE_SHARE = 10_000;

/** An instructor who teaches a course with its owner. */
export interface CoInstructor {
  readonly instructorId: string;
  readonly rights: readonly CourseRight[];
  /** Whether the page of the course shows them. */
  readonly isVisible: boolean;
  /** In hundredths of a percent of what the instructors of the course get together. */
  readonly basisPoints: number;
  /** RFC 3339. */
  readonly joinedAt: string;
}

/** Those who teach a course with its owner, who has what is left of the shares. Never changes; a change makes a new one. */
export class CourseTeam {
  constructor(
    readonly ownerId: string,
    readonly members: readonly CoInstructor[],
  ) {}

  get ids(): string[] {
    return [this.ownerId, ...this.members.map(({ instructorId }) => instructorId)];
  }

  /** What is left for the owner. */
  get ownerBasisPoints(): number {
    return this.members.reduce((left, { basisPoints }) => left - basisPoints, WHOLE_SHARE);
  }

  /** @throws CourseMemberNotFound */
  member(instructorId: string): CoInstructor {
    const found = this.members.find((one) => one.instructorId === instructorId);
    if (!found) throw new CourseMemberNotFound();
    return found;
  }

  /** @throws CourseMemberExists, CourseTeamFull, CourseSharesExceeded */
  join(member: CoInstructor): CourseTeam {
    if (this.ids.includes(member.instructorId)) throw new CourseMemberExists();
    if (this.members.length >= COURSE_TEAM_MAX) throw new CourseTeamFull();
    this.assertLeft(member.basisPoints);
    return new CourseTeam(this.ownerId, [...this.members, member]);
  }

  /** @throws CourseMemberNotFound */
  edit(
    instructorId: string,
    change: Partial<Pick<CoInstructor, 'rights' | 'isVisible'>>,
  ): CourseTeam {
    const edited = { ...this.member(instructorId), ...change };
    const members = this.members.map((one) => (one.instructorId === instructorId ? edited : one));
    return new CourseTeam(this.ownerId, members);
  }

  /** Without a member, whose share goes to the owner. @throws CourseMemberNotFound */
  leave(instructorId: string): CourseTeam {
    const gone = this.member(instructorId);
    return new CourseTeam(
      this.ownerId,
      this.members.filter((one) => one !== gone),
    );
  }

  /**
   * With other shares.
   * @param shares those of the owner and of all members
   * @throws CourseSharesInvalid unless they name each of them once and are 10,000 together
   */
  share(shares: readonly Pick<CoInstructor, 'instructorId' | 'basisPoints'>[]): CourseTeam {
    const given = new Map(shares.map((one) => [one.instructorId, one.basisPoints]));
    const sum = shares.reduce((all, { basisPoints }) => all + basisPoints, 0);
    const isWhole = given.size === shares.length && given.size === this.ids.length;
    if (!isWhole || !this.ids.every((id) => given.has(id)) || sum !== WHOLE_SHARE) {
      throw new CourseSharesInvalid({ params: { sum, count: this.ids.length } });
    }
    const members = this.members.map((one) => ({
      ...one,
      basisPoints: given.get(one.instructorId) ?? 0,
    }));
    return new CourseTeam(this.ownerId, members);
  }

  /** @throws CourseSharesExceeded when the owner has less */
  assertLeft(basisPoints: number): void {
    const left = this.ownerBasisPoints;
    if (basisPoints > left) throw new CourseSharesExceeded({ params: { basisPoints, left } });
  }
}
