import { platformEntities } from '@course-plateform/common/service';
import type { DatabaseDefinition } from '@course-plateform/common/persistence';
import { CoursePublication } from './curriculum/course-publication.entity';
import { CurriculumSnapshot } from './curriculum/curriculum-snapshot.entity';
import { Enrollment } from './enrollment/enrollment.entity';
import { LessonCompletion } from './enrollment/lesson-completion.entity';
import { OrderLineGrant } from './enrollment/order-line-grant.entity';
import { QuizPass } from './enrollment/quiz-pass.entity';
import { migrations } from './migrations';

export const database: DatabaseDefinition = {
  kind: 'postgres',
  entities: [
    ...platformEntities,
    Enrollment,
    OrderLineGrant,
    CurriculumSnapshot,
    CoursePublication,
    LessonCompletion,
    QuizPass,
  ],
  migrations,
};
