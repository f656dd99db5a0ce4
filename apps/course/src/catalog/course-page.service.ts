import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Cache, type CacheRegion } from '@course-plateform/common/cache';
import type { SettingsOf } from '@course-plateform/common/config';
import { SETTINGS } from '@course-plateform/common/http';
import type { settings } from '../env';
import { CourseNotFound } from '../course/course.errors';
import { CatalogNames } from './catalog-names.service';
import { CATALOG_CACHE } from './catalog-writer.service';
import { type CourseResponse, type CurriculumResponse, toCurriculumResponse } from './catalog.dto';
import { CatalogRepository, type CatalogRow } from './catalog.repository';
import { toCard } from './catalog.service';
import { CourseAccessService } from './course-access.service';

/** The page of one course. */
@Injectable()
export class CoursePageService {
  private readonly pages: CacheRegion;

  constructor(
    private readonly catalog: CatalogRepository,
    private readonly names: CatalogNames,
    private readonly access: CourseAccessService,
    @Inject(SETTINGS) private readonly limits: SettingsOf<typeof settings.shape>,
    cache: Cache,
  ) {
    this.pages = cache.region(CATALOG_CACHE);
  }

  /** @throws CourseNotFound when it is absent, or unpublished and not the caller's */
  async get(caller: Caller | undefined, idOrSlug: string): Promise<CourseResponse> {
    const page = await this.pages.wrap(`page:${idOrSlug}`, this.limits.catalogCacheMs, () =>
      this.load(idOrSlug),
    );
    if (!page) return this.access.refuseAbsent(caller);
    if (!page.course.forSale) await this.access.assertMayLook(caller, page.owner);
    return page.course;
  }

  /** @throws CourseNotFound as above */
  async curriculum(caller: Caller | undefined, courseId: string): Promise<CurriculumResponse> {
    const row = await this.catalog.find(courseId);
    if (!row) return this.access.refuseAbsent(caller);
    const owner = { courseId: row._id, instructorId: row.instructorId };
    if (!row.visible) await this.access.assertMayLook(caller, owner);
    const publication = await this.catalog.publication(row._id);
    if (!publication) throw new CourseNotFound();
    return toCurriculumResponse(publication);
  }

  private async load(idOrSlug: string): Promise<CachedPage | null> {
    const row = await this.catalog.find(idOrSlug);
    if (!row) return null;
    const [instructors, categories] = await Promise.all([
      this.names.instructors([row.instructorId]),
      this.names.categories([row.categoryId]),
    ]);
    return {
      owner: { courseId: row._id, instructorId: row.instructorId },
      course: {
        ...toCoursePage(row),
        instructor: instructors.get(row.instructorId) ?? null,
        category: categories.get(row.categoryId) ?? null,
      },
    };
  }
}

interface CachedPage {
  readonly course: CourseResponse;
  readonly owner: { readonly courseId: string; readonly instructorId: string };
}

function toCoursePage(row: CatalogRow): Omit<CourseResponse, 'instructor' | 'category'> {
  return {
    ...toCard(row),
    description: row.description,
    publication: row.publication,
    forSale: row.visible,
  };
}
