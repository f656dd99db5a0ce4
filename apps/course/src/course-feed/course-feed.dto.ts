import { OmitType } from '@nestjs/swagger';
import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import { CategorySummary } from '@course-plateform/types/category';
import {
  BooleanField,
  DateTimeField,
  IdField,
  ObjectField,
  TextField,
  UrlField,
} from '@course-plateform/types/platform';
import { PublicProfile } from '@course-plateform/types/user';
import { CourseCard } from '../catalog/catalog.dto';

export class CourseFeedQuery extends CursorQuery {
  @DateTimeField({
    optional: true,
    description:
      'Only courses that have changed since then; without it and `cursor`, the feed begins with the course that has not changed for longest. With a `cursor` it has no effect',
  })
  updatedSince?: string;
}

export class FeedCourse extends OmitType(CourseCard, ['instructor', 'category']) {
  @ObjectField(() => PublicProfile, {
    nullable: true,
    description: 'Who teaches it; null when the account is gone',
  })
  instructor!: PublicProfile | null;

  @ObjectField(() => CategorySummary, {
    nullable: true,
    description: 'Where the catalog shows it; null when the category was just replaced',
  })
  category!: CategorySummary | null;

  @UrlField({
    nullable: true,
    example: 'https://example.com/courses/complete-web-development',
    description: 'The address of its page; null when the platform has not said where that is',
  })
  url!: string | null;
}

export class CourseFeedItem {
  @IdField({ description: 'The course' })
  id!: string;

  @DateTimeField({
    description: 'When the feed took over its last change; later with each change, never earlier',
  })
  changedAt!: string;

  @BooleanField({
    example: false,
    description: 'Whether it is public no longer; remove your copy then',
  })
  removed!: boolean;

  @ObjectField(() => FeedCourse, {
    nullable: true,
    description: 'As it is now; null when it was removed',
  })
  course!: FeedCourse | null;
}

export class CourseFeedPageResponse extends CursorPageOf(CourseFeedItem) {
  @TextField({
    max: 1000,
    description:
      'The `cursor` for what has changed after this page: store it with what you have read',
    example: 'eyJpZCI6IjAxODkwYTVkIn0.N2Q0YzFiOWU',
  })
  resumeCursor!: string;
}
