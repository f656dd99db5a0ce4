import { newId } from '@course-plateform/common/kernel';
import { describeNamedIds, describeOwnership } from '@course-plateform/common/testing';
import { CourseStatus } from '@course-plateform/types/course';
import { Role } from '@course-plateform/types/platform';
import document from '../openapi.json';
import { aPublishedQuiz, aQuiz, aTrueFalse, startQuiz, started } from './quiz.fixture';

describeOwnership(document, async () => {
  const fixture = await startQuiz();
  const { app } = fixture;
  const quiz = await aPublishedQuiz(fixture);
  const attempt = await started(fixture, await app.user(), quiz.id);
  fixture.enrollments.respondWith(() => ({ enrollment: null }));
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

describeNamedIds(document, {}, async () => {
  const fixture = await startQuiz();
  const { app, author } = fixture;
  const quiz = await aPublishedQuiz(fixture);
  const [other] = (await aPublishedQuiz(fixture)).questions;
  const draft = await aQuiz(fixture);
  const learner = await app.user();
  const attempt = await started(fixture, learner, quiz.id);
  const [question] = attempt.questions;
  const foreignCourse = newId();
  fixture.ownerships.respondWith(({ courseIds }) => ({
    courses: courseIds.flatMap((courseId) => {
      if (courseId === quiz.courseId)
        return [{ courseId, instructorId: author.id, status: CourseStatus.draft }];
      return courseId === foreignCourse
        ? [{ courseId, instructorId: newId(), status: CourseStatus.draft }]
        : [];
    }),
  }));
  return {
    service: app,
    named: {
      'POST /quizzes': {
        caller: author,
        hidden: foreignCourse,
        body: (courseId) => ({ courseId, title: 'HTML basics', settings: { passPercent: 60 } }),
      },
      'PUT /quizzes/{id}/question-order': {
        caller: author,
        hidden: other?.id ?? '',
        version: draft.version,
        path: () => `/quizzes/${draft.id}/question-order`,
        body: (id) => ({ questionIds: [id, ...draft.questions.slice(1).map((one) => one.id)] }),
      },
      'PUT /attempts/{id}/answers/{questionId}': {
        caller: learner,
        hidden: other?.choices[0]?.id ?? '',
        path: () => `/attempts/${attempt.id}/answers/${question?.id ?? ''}`,
        body: (choiceId) => ({ choiceId }),
      },
    },
    stop: () => app.stop(),
  };
});
