import { Injectable } from '@nestjs/common';
import { Curriculum } from '../course/curriculum';
import { CourseServiceSettings } from '../env';
import { toPictureSizes } from '../media/media-picture';
import { shownInstructors } from './catalog-entry.entity';
import { CatalogNames } from './catalog-names.service';
import type { CourseCard } from './catalog.dto';
import type { CatalogCardRow, CatalogRow } from './catalog-rows';
import { CatalogRepository } from './catalog.repository';
import { toCard } from './catalog.service';
import { type CourseContents, contentsOf } from './course-contents';
import { type CourseResponse, RELATED_MAX } from './course-page.dto';
import { toContents, toInstructorCard, toPageText, toPromoVideo } from './course-page.mapper';
import { CoursePageRepository } from './course-page.repository';
import type { CourseStructuredData } from './structured-data.dto';
import { toStructuredData } from './structured-data.mapper';

/** Puts together what the page of a course shows. */
@Injectable()
export class CoursePageContent {
  constructor(
    private readonly catalog: CatalogRepository,
    private readonly beside: CoursePageRepository,
    private readonly names: CatalogNames,
    private readonly settings: CourseServiceSettings,
  ) {}

  /** @returns it, and all courses whose prices are on it */
  async page(row: CatalogRow, now: Date) {
    const teachers = shownInstructors(row);
    const [related, required, figures, promo, contents] = await Promise.all([
      this.beside.related(row, RELATED_MAX),
      this.prerequisites(row),
      this.beside.figures(teachers),
      row.promoVideoId ? this.beside.media(row.promoVideoId) : null,
      row.page?.contents ?? this.contents(row),
    ]);
    const others = [...related, ...required];
    const rows = [row, ...others];
    const [instructors, categories] = await Promise.all([
      this.names.instructors([...teachers, ...others.map(({ instructorId }) => instructorId)]),
      this.names.categories(rows.map(({ categoryId }) => categoryId)),
    ]);
    const { publicUrl } = this.settings;
    const card = (one: CatalogCardRow): CourseCard => ({
      ...toCard(one, now, publicUrl),
      instructor: instructors.get(one.instructorId) ?? null,
      category: categories.get(one.categoryId) ?? null,
    });
    const profiles = teachers.flatMap((id) => instructors.get(id) ?? []);
    const course: CourseResponse = {
      ...card(row),
      ...toPageText(row),
      cover: toPictureSizes(row.cover, publicUrl),
      promoVideo: promo && toPromoVideo(promo, publicUrl),
      instructors: profiles.map((one) => toInstructorCard(one, figures.get(one.id))),
      contents: toContents(contents),
      prerequisites: required.map(card),
      related: related.map(card),
      structuredData: null,
    };
    if (row.visible) course.structuredData = this.structured(course);
    return { course, rows };
  }

  private structured(course: CourseResponse): CourseStructuredData {
    return toStructuredData(
      { ...course, instructorNames: course.instructors.map(({ name }) => name) },
      this.settings,
    );
  }

  /** In the order of its author, as far as they are published. */
  private async prerequisites({ page }: CatalogRow): Promise<CatalogCardRow[]> {
    const ids = page?.prerequisiteCourseIds ?? [];
    const found = ids.length === 0 ? [] : await this.catalog.visible(ids);
    return ids.flatMap((id) => found.find(({ _id }) => _id === id) ?? []);
  }

  /** Entries of earlier releases do not have it. */
  private async contents({ _id, publication }: CatalogRow): Promise<CourseContents> {
    const found = await this.catalog.publication(_id, publication);
    return contentsOf(found?.curriculum ?? new Curriculum([]));
  }
}
