import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import type { Course } from '../course/course.entity';
import { CourseNotFound } from '../course/course.errors';
import { CourseRepository } from '../course/course.repository';
import {
  type PublishChecksResponse,
  SubmissionDecision,
  type SubmissionDecisionCreateDto,
  type SubmissionResponse,
  toSubmissionResponse,
} from './publication.dto';
import { SubmissionNotFound, SubmissionReasonMissing } from './publication.errors';
import { PublishGateService } from './publish-gate.service';
import { CourseSubmission, SubmissionStatus } from './submission.entity';

interface Submitted {
  readonly submission: CourseSubmission;
  readonly course: Course;
}

/** The road from a draft to the consent to publish it. */
@Injectable()
export class SubmissionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly courses: CourseRepository,
    private readonly gate: PublishGateService,
    private readonly clock: Clock,
  ) {}

  /** @throws CourseNotFound */
  async check(caller: Caller, courseId: string): Promise<PublishChecksResponse> {
    const checks = await this.gate.check(await this.courses.findReadable(caller, courseId));
    return { passed: checks.every(({ passed }) => passed), checks };
  }

  /** @throws CourseNotFound, PublishChecksFailed, TransitionNotAllowed */
  async submit(caller: Caller, courseId: string): Promise<SubmissionResponse> {
    const checked = await this.courses.findEditable(caller, courseId);
    await this.gate.assertPasses(checked);
    return this.unitOfWork.run(async (em) => {
      const course = await this.courses.findEditable(caller, courseId);
      // What was checked is what is submitted.
      course.assertVersion(checked.version);
      const now = this.clock.now();
      course.submit(now);
      const { instructorId } = course;
      const submission = new CourseSubmission({ courseId, instructorId, now });
      em.persist(submission);
      return { submission, course };
    }, responseOf);
  }

  /** @throws SubmissionNotFound, SubmissionReasonMissing, SubmissionOwnCourse, TransitionNotAllowed */
  async decide(
    caller: Caller,
    id: string,
    { decision, reason }: SubmissionDecisionCreateDto,
  ): Promise<SubmissionResponse> {
    const approved = decision === SubmissionDecision.approve;
    if (!approved && reason === undefined) throw new SubmissionReasonMissing();
    return this.unitOfWork.run(async (em) => {
      const submission = await em.findOne(CourseSubmission, { id });
      if (!submission) throw new SubmissionNotFound();
      const now = this.clock.now();
      const status = approved ? SubmissionStatus.approved : SubmissionStatus.rejected;
      submission.decide({ status, reason: reason ?? null, by: caller.userId }, now);
      const course = await this.courses.find(submission.courseId);
      if (!course) throw new CourseNotFound();
      if (approved) course.approve(now);
      else course.reject(now);
      return { submission, course };
    }, responseOf);
  }
}

function responseOf({ submission, course }: Submitted): SubmissionResponse {
  const { slug, details } = course;
  return toSubmissionResponse(submission, { title: details.title, slug });
}
