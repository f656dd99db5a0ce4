import { newId } from '@course-plateform/common/kernel';
import { describeOwnership } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import document from '../openapi.json';
import { aPublishedQuiz, aTrueFalse, startQuiz, started } from './quiz.fixture';

describeOwnership(document, async () => {
  const fixture = await startQuiz();
  const { app } = fixture;
  const quiz = await aPublishedQuiz(fixture);
  const attempt = await started(fixture, await app.user(), quiz.id);
  fixture.enrollments.answer(() => ({ enrollment: null }));
  return {
    service: app,
    stranger: await app.user(Role.instructor),
    foreign: { '/quizzes/{id}': quiz.id, '/attempts/{id}': attempt.id },
    bodies: {
      'PATCH /quizzes/{id}': { title: 'Mine now' },
      'POST /quizzes/{id}/questions': aTrueFalse(),
      'PATCH /quizzes/{id}/questions/{questionId}': { points: 3 },
      'PUT /quizzes/{id}/question-order': { questionIds: [newId()] },
      'PUT /attempts/{id}/answers/{questionId}': { choiceId: newId() },
    },
    stop: () => app.stop(),
  };
});
