import { platformEntities } from '@course-plateform/common/service';
import type { DatabaseDefinition } from '@course-plateform/common/persistence';
import { Attempt } from './attempt/attempt.entity';
import { migrations } from './migrations';
import { QuizPublication } from './quiz/quiz-publication.entity';
import { Quiz } from './quiz/quiz.entity';

export const database: DatabaseDefinition = {
  kind: 'postgres',
  entities: [...platformEntities, Quiz, QuizPublication, Attempt],
  migrations,
};
