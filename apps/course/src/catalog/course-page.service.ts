import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { CourseMoved, CourseNotFound } from '../course/course.errors';
import { Curriculum } from '../course/curriculum';
import { CourseServiceSettings } from '../env';
import { toPictureSizes } from '../media/media-picture';
import { nextPriceChange } from '../price/price-schedule';
import { CatalogCache, type Priced } from './catalog-cache';
import { CatalogNames } from './catalog-names.service';
import { type CourseCard, type CurriculumResponse, toCurriculumResponse } from './catalog.dto';
import type { CatalogCardRow, CatalogRow } from './catalog-rows';
import { CatalogRepository } from './catalog.repository';
import { toCard } from './catalog.service';
import { CourseAccessService } from './course-access.service';
import { type CourseContents, contentsOf } from './course-contents';
import { toContents, toInstructorCard, toPageText, toPromoVideo } from './course-page.mapper';
import { type CourseResponse, RELATED_MAX } from './course-page.dto';
import { CoursePageRepository } from './course-page.repository';

/** The page of one course. */
@Injectable()
export class CoursePageService {
  constructor(
    private readonly catalog: CatalogRepository,
    private readonly names: CatalogNames,
    private readonly access: CourseAccessService,
    private readonly pages: CatalogCache,
    private readonly beside: CoursePageRepository,
    private readonly settings: CourseServiceSettings,
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
    const { instructorId, visible } = row;
    const reading = await this.access.publicationFor(caller, { courseId, instructorId, visible });
    const publication = await this.catalog.publication(row._id, reading.publication);
    if (!publication) throw new CourseNotFound();
    return toCurriculumResponse(publication, reading.isLearner);
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
      await this.access.assertMayLook(caller, {
        courseId: row._id,
        instructorId: row.instructorId,
      });
    }
    return row;
  }

  private async load(idOrSlug: string, now: Date): Promise<Priced<CachedPage | null>> {
    const present = await this.catalog.find(idOrSlug);
    const row = present ?? (await this.catalog.findByFormerSlug(idOrSlug));
    if (!row) return { shown: null, pricesUntil: null };
    const owner = { courseId: row._id, instructorId: row.instructorId };
    const { course, rows } = await this.page(row, now);
    const shown = { isMoved: present === null, owner, course };
    return { shown, pricesUntil: nextPriceChange(rows, now) };
  }

  /** @returns it, and all courses whose prices are on it */
  private async page(row: CatalogRow, now: Date) {
    const [related, figures, promo, contents] = await Promise.all([
      this.beside.related(row, RELATED_MAX),
      this.beside.figures(row.instructorId),
      row.promoVideoId ? this.beside.media(row.promoVideoId) : null,
      row.page?.contents ?? this.contents(row),
    ]);
    const rows = [row, ...related];
    const [instructors, categories] = await Promise.all([
      this.names.instructors(rows.map(({ instructorId }) => instructorId)),
      this.names.categories(rows.map(({ categoryId }) => categoryId)),
    ]);
    const { publicUrl } = this.settings;
    const card = (one: CatalogCardRow): CourseCard => ({
      ...toCard(one, now, publicUrl),
      instructor: instructors.get(one.instructorId) ?? null,
      category: categories.get(one.categoryId) ?? null,
    });
    const profile = instructors.get(row.instructorId);
    const course: CourseResponse = {
      ...card(row),
      ...toPageText(row),
      cover: toPictureSizes(row.cover, publicUrl),
      promoVideo: promo && toPromoVideo(promo, publicUrl),
      instructors: profile ? [toInstructorCard(profile, figures)] : [],
      contents: toContents(contents),
      related: related.map(card),
    };
    return { course, rows };
  }

  /** Entries of earlier releases do not have it. */
  private async contents({ _id, publication }: CatalogRow): Promise<CourseContents> {
    const found = await this.catalog.publication(_id, publication);
    return contentsOf(found?.curriculum ?? new Curriculum([]));
  }
}

interface CachedPage {
  /** Whether it was found by a slug that it had before. */
  readonly isMoved: boolean;
  readonly course: CourseResponse;
  readonly owner: { readonly courseId: string; readonly instructorId: string };
}

function movedTo(slug: string): CourseMoved {
  const location = `/api/v1/courses/${encodeURIComponent(slug)}`;
  return new CourseMoved({ location, params: { slug } });
}
