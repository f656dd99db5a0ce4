import { platformEntities } from '@course-plateform/common/http';
import type { DatabaseDefinition } from '@course-plateform/common/persistence';
import { Enrollment } from './enrollment/enrollment.entity';
import { OrderLineGrant } from './enrollment/order-line-grant.entity';
import { migrations } from './migrations';
import { CurriculumSnapshot } from './progress/curriculum-snapshot.entity';
import { LessonCompletion } from './progress/lesson-completion.entity';
import { QuizPass } from './progress/quiz-pass.entity';

export const database: DatabaseDefinition = {
  kind: 'postgres',
  entities: [
    ...platformEntities,
    Enrollment,
    OrderLineGrant,
    CurriculumSnapshot,
    LessonCompletion,
    QuizPass,
  ],
  migrations,
};
