import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { collectionOf } from '@course-plateform/common/persistence';
import { Media } from '../media/media.entity';
import { CatalogEntry } from './catalog-entry.entity';
import { CATALOG_INDEXES } from './catalog-indexes';
import { CARD, type CatalogCardRow, type CatalogRow } from './catalog-rows';

/** How many courses of a category the related ones are chosen from. */
const CANDIDATES = 30;

/** What an instructor has in the catalog. */
export interface InstructorFigures {
  readonly courses: number;
  readonly learners: number;
  readonly ratingCount: number;
  /** The sum of all stars, as exact as the averages are. */
  readonly ratingSum: number;
}

/** What the page of a course shows beside the course. */
@Injectable()
export class CoursePageRepository {
  constructor(private readonly em: EntityManager) {}

  /** Popular courses of the same category, those with most topics in common first. */
  async related({ _id, categoryId, topics }: CatalogRow, limit: number): Promise<CatalogCardRow[]> {
    const found = await collectionOf(this.em, CatalogEntry)
      .find<CatalogCardRow>(
        { visible: true, categoryId },
        {
          projection: CARD,
          sort: { learners: -1, _id: -1 },
          limit: CANDIDATES,
          hint: indexOf('catalog_category_popular'),
        },
      )
      .toArray();
    const own = new Set(topics ?? []);
    const common = (row: CatalogCardRow): number =>
      (row.topics ?? []).filter((topic) => own.has(topic)).length;
    return found
      .filter((row) => row._id !== _id)
      .toSorted((one, other) => common(other) - common(one))
      .slice(0, limit);
  }

  /** What instructors have in the catalog, all visible courses that they teach together; by their ids. */
  async figures(instructorIds: readonly string[]): Promise<Map<string, InstructorFigures>> {
    const found = await collectionOf(this.em, CatalogEntry)
      .aggregate<InstructorFigures & { _id: string }>(
        [
          { $match: { visible: true, instructorIds: { $in: [...instructorIds] } } },
          { $unwind: '$instructorIds' },
          { $match: { instructorIds: { $in: [...instructorIds] } } },
          {
            $group: {
              _id: '$instructorIds',
              courses: { $sum: 1 },
              learners: { $sum: '$learners' },
              ratingCount: { $sum: '$ratingCount' },
              ratingSum: { $sum: { $multiply: ['$ratingAverage', '$ratingCount'] } },
            },
          },
        ],
        { hint: indexOf('catalog_instructors') },
      )
      .toArray();
    return new Map(found.map((figures) => [figures._id, figures]));
  }

  /** Whether a course that everyone sees has it as its cover or its promo video. */
  async isPublic(mediaId: string): Promise<boolean> {
    const found = await collectionOf(this.em, CatalogEntry).findOne(
      { visible: true, $or: [{ coverId: mediaId }, { promoVideoId: mediaId }] },
      { projection: { _id: 1 } },
    );
    return found !== null;
  }

  /** A course that everyone sees has it as its promo video. */
  async isPromoVideo(mediaId: string): Promise<boolean> {
    const found = await collectionOf(this.em, CatalogEntry).findOne(
      { visible: true, promoVideoId: mediaId },
      { projection: { _id: 1 } },
    );
    return found !== null;
  }

  media(id: string): Promise<Media | null> {
    return this.em.findOne(Media, { id });
  }
}

function indexOf(name: string): string {
  if (!CATALOG_INDEXES.some((index) => index.name === name)) throw new Error(`No index ${name}`);
  return name;
}
