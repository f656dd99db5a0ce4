import { mongoPlatformEntities } from '@course-plateform/common/service';
import { mailEntities } from '@course-plateform/common/mail';
import type { DatabaseDefinition } from '@course-plateform/common/persistence';
import { CatalogEntry } from './catalog/catalog-entry.entity';
import { CourseLearner } from './catalog/course-learner.entity';
import { CategoryReplacement } from './category-replacement/category-replacement.entity';
import { FeedHead } from './course-feed/feed-head.entity';
import { Course } from './course/course.entity';
import { CourseInvitation } from './course-team/course-invitation.entity';
import { CourseChange } from './course-version/course-change.entity';
import { migrations } from './migrations';
import { Publication } from './course/publication.entity';
import { CourseSubmission } from './publication/submission.entity';
import { Media } from './media/media.entity';
import { MediaRemoval } from './media/media-removal.entity';
import { Transcript } from './media/transcript.entity';
import { MediaUsage } from './media/media-usage.entity';
import { Topic } from './topic/topic.entity';
import { SalePrice } from './price/sale-price.entity';

export const database: DatabaseDefinition = {
  kind: 'mongodb',
  entities: [
    ...mongoPlatformEntities,
    ...mailEntities,
    Course,
    CourseChange,
    CourseInvitation,
    Publication,
    CourseSubmission,
    SalePrice,
    Media,
    MediaRemoval,
    MediaUsage,
    Transcript,
    CatalogEntry,
    CourseLearner,
    FeedHead,
    CategoryReplacement,
    Topic,
  ],
  migrations,
};
