import { Injectable } from '@nestjs/common';
import { isId } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/rpc';
import { type CategorySummary, categoryGetMany } from '@course-plateform/types/category';
import type { PublicProfile } from '@course-plateform/types/user';
import { coursePageUrl } from '../catalog/course-address';
import { toCard } from '../catalog/catalog.service';
import { requestProfiles } from '../catalog/profiles';
import { CourseServiceSettings } from '../env';
import type { CourseFeedItem, FeedCourse } from './course-feed.dto';
import type { FeedRow } from './course-feed.repository';

/** What instructors and categories are called, by their ids. */
interface Names {
  readonly instructors: ReadonlyMap<string, PublicProfile>;
  readonly categories: ReadonlyMap<string, CategorySummary>;
}

/**
 * Makes the items of the feed, with the names that other services keep. Unlike pages that users look at, the feed fails
 * without them: whoever keeps a copy would keep the gap until the next change of the course.
 */
@Injectable()
export class FeedItems {
  constructor(
    private readonly rpc: RpcClient,
    private readonly settings: CourseServiceSettings,
  ) {}

  /** @returns what makes the items of these rows @throws UpstreamUnavailable */
  async of(rows: readonly FeedRow[], now: Date): Promise<(row: FeedRow) => CourseFeedItem> {
    const courses = rows.filter(({ visible }) => visible);
    const [instructors, categories] = await Promise.all([
      requestProfiles(
        this.rpc,
        courses.map(({ instructorId }) => instructorId),
      ),
      this.categories(distinct(courses.map(({ categoryId }) => categoryId))),
    ]);
    const names = { instructors: byId(instructors), categories: byId(categories) };
    return (row) => ({
      id: row._id,
      changedAt: row.feedChangedAt.toISOString(),
      removed: !row.visible,
      course: row.visible ? this.course(row, names, now) : null,
    });
  }

  private course(row: FeedRow, names: Names, now: Date): FeedCourse {
    return {
      ...toCard(row, now, this.settings.publicUrl),
      instructor: names.instructors.get(row.instructorId) ?? null,
      category: names.categories.get(row.categoryId) ?? null,
      url: coursePageUrl(this.settings.coursePageUrl, row.slug),
    };
  }

  private async categories(categoryIds: string[]): Promise<CategorySummary[]> {
    if (categoryIds.length === 0) return [];
    return (await this.rpc.request(categoryGetMany, { categoryIds })).categories;
  }
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].filter(isId);
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
