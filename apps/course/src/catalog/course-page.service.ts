import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { CourseMoved, CourseNotFound } from '../course/course.errors';
import { nextPriceChange } from '../price/price-schedule';
import { CatalogCache, type Priced } from './catalog-cache';
import { type CurriculumResponse, toCurriculumResponse } from './curriculum.dto';
import type { CatalogRow } from './catalog-rows';
import { CatalogRepository } from './catalog.repository';
import { CourseAccessService, type OwnedCourse } from './course-access.service';
import { CoursePageContent } from './course-page-content.service';
import type { CourseResponse } from './course-page.dto';

/** The page of one course. */
@Injectable()
export class CoursePageService {
  constructor(
    private readonly catalog: CatalogRepository,
    private readonly access: CourseAccessService,
    private readonly pages: CatalogCache,
    private readonly content: CoursePageContent,
  ) {}

  /**
   * @throws CourseNotFound when it is absent, or unpublished and not the caller's; CourseMoved with its address for a
   * slug that it had before
   */
  async get(caller: Caller | undefined, idOrSlug: string): Promise<CourseResponse> {
    const page = await this.pages.wrap(`page:${idOrSlug}`, (now) => this.load(idOrSlug, now));
    if (!page) return this.access.refuseAbsent(caller);
    const { course, owner, isMoved } = page;
    if (!course.forSale) await this.access.assertMayLook(caller, owner);
    if (isMoved) throw movedTo(course.slug);
    return course;
  }

  /**
   * The outline of a course: for its learners of the publication they are enrolled in, since they can open no other
   * lessons; for everybody else of the newest.
   * @throws CourseNotFound as above
   */
  async curriculum(caller: Caller | undefined, courseId: string): Promise<CurriculumResponse> {
    const row = await this.catalog.find(courseId);
    if (!row) return this.access.refuseAbsent(caller);
    const { visible, isGated } = row;
    const course = { ...ownedCourse(row), visible, isGated };
    const reading = await this.access.publicationFor(caller, course);
    const publication = await this.catalog.publication(row._id, reading.publication);
    if (!publication) throw new CourseNotFound();
    return toCurriculumResponse(publication, reading);
  }

  /**
   * The course as it is stored, for callers who request names themselves.
   * @throws CourseNotFound when it is absent, or unpublished and not the caller's
   */
  async row(caller: Caller | undefined, idOrSlug: string): Promise<CatalogRow> {
    const row =
      (await this.catalog.find(idOrSlug)) ?? (await this.catalog.findByFormerSlug(idOrSlug));
    if (!row) throw new CourseNotFound();
    if (!row.visible) {
      await this.access.assertMayLook(caller, ownedCourse(row));
    }
    return row;
  }

  private async load(idOrSlug: string, now: Date): Promise<Priced<CachedPage | null>> {
    const present = await this.catalog.find(idOrSlug);
    const row = present ?? (await this.catalog.findByFormerSlug(idOrSlug));
    if (!row) return { shown: null, pricesUntil: null };
    const owner = ownedCourse(row);
    const { course, rows } = await this.content.page(row, now);
    const shown = { isMoved: present === null, owner, course };
    return { shown, pricesUntil: nextPriceChange(rows, now) };
  }
}

interface CachedPage {
  /** Whether it was found by a slug that it had before. */
  readonly isMoved: boolean;
  readonly course: CourseResponse;
  readonly owner: OwnedCourse;
}

function ownedCourse({ _id, instructorId, coInstructors }: CatalogRow): OwnedCourse {
  return { courseId: _id, instructorId, coInstructors };
}

function movedTo(slug: string): CourseMoved {
  const location = `/api/v1/courses/${encodeURIComponent(slug)}`;
  return new CourseMoved({ location, params: { slug } });
}
