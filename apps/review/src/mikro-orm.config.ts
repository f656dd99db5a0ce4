import { platformEntities } from '@course-plateform/common/service';
import type { DatabaseDefinition } from '@course-plateform/common/persistence';
import { migrations } from './migrations';
import { CourseRating } from './review/course-rating.entity';
import { Review } from './review/review.entity';

export const database: DatabaseDefinition = {
  kind: 'postgres',
  entities: [...platformEntities, Review, CourseRating],
  migrations,
};
