import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork, orWhenDuplicate } from '@course-plateform/common/persistence';
import { CourseServiceSettings } from '../env';
import {
  type CourseCreateDto,
  type CourseDraftResponse,
  type CourseUpdateDto,
  toCourseDraft,
} from './course.dto';
import {
  ADDRESS_UNIQUE,
  Course,
  type CourseDetails,
  CourseLevel,
  SLUG_UNIQUE,
} from './course.entity';
import { withSlugOf } from './free-slug';
import { CourseSlugTaken } from './course.errors';
import { CoursePresentationService } from './course-presentation.service';
import { CourseRepository } from './course.repository';
import { cleanHtml } from '../rich-text/rich-text';
import { listPriceOf } from './list-price';

/** Drafts: what an author says about a course. `CourseQueryService` reads them. */
@Injectable()
export class CourseService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly courses: CourseRepository,
    private readonly presentation: CoursePresentationService,
    private readonly clock: Clock,
    private readonly limits: CourseServiceSettings,
  ) {}

  /** @throws PriceTooHigh, MediaUnusable, PrerequisiteInvalid; CourseSlugTaken when a slug was chosen that another course has or had */
  create(caller: Caller, dto: CourseCreateDto): Promise<CourseDraftResponse> {
    const free = { amountMinor: 0, currency: this.limits.courseCurrency };
    const price = listPriceOf(dto.price ?? free, this.limits);
    const store = (address: string): Promise<CourseDraftResponse> =>
      this.unitOfWork.run(async (em) => {
        const presented = await this.presentation.prepare(
          em,
          { instructorIds: [caller.userId] },
          dto,
        );
        const course = new Course({
          instructorId: caller.userId,
          slug: address,
          details: { ...detailsOf(dto), ...presented },
          listPrice: price,
          now: this.clock.now(),
        });
        em.persist(course);
        await this.presentation.noteMedia(em, course, []);
        return course;
      }, toCourseDraft);
    const { slug } = dto;
    return slug === undefined
      ? withSlugOf(dto.title, store)
      : orWhenDuplicate(store(slug), slugTaken(slug));
  }

  /** @throws CourseNotFound, PreconditionFailed, CourseInReview, CourseSlugTaken, MediaUnusable, PrerequisiteInvalid */
  update(
    caller: Caller,
    id: string,
    version: number,
    dto: CourseUpdateDto,
  ): Promise<CourseDraftResponse> {
    const { slug, description, ...rest } = dto;
    const work = this.unitOfWork.run(async (em) => {
      const course = await this.courses.findEditable(caller, id);
      course.assertVersion(version);
      const text = description === undefined ? {} : { description: cleanHtml(description) };
      const before = course.mediaIds;
      const { prerequisiteCourseIds } = course.details;
      const known = { id, instructorIds: course.team.ids, prerequisiteCourseIds };
      const presented = await this.presentation.prepare(em, known, rest);
      course.edit({ ...rest, ...presented, ...text }, this.clock.now());
      if (slug !== undefined) course.readdress(slug, this.clock.now());
      await this.presentation.noteMedia(em, course, before);
      return course;
    }, toCourseDraft);
    return orWhenDuplicate(work, slugTaken(slug ?? ''));
  }
}

function slugTaken(slug: string): Readonly<Record<string, () => Error>> {
  const refuse = (): Error => new CourseSlugTaken({ params: { slug } });
  return { [SLUG_UNIQUE]: refuse, [ADDRESS_UNIQUE]: refuse };
}

/** What a new course says about itself, its page aside. @throws HtmlTooDeep */
export function detailsOf(dto: Omit<CourseCreateDto, 'slug'>): CourseDetails {
  return {
    title: dto.title,
    subtitle: dto.subtitle ?? null,
    description: cleanHtml(dto.description ?? ''),
    categoryId: dto.categoryId ?? null,
    level: dto.level ?? CourseLevel.all,
    language: dto.language ?? 'en',
  };
}
