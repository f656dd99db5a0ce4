import { createClient } from './client';
import type { Schemas } from './index';

type Question = Schemas['QuestionResponse'];

/** Compiles only as long as `kind` tells the members of the union apart. */
function chosenOf(question: Question): readonly string[] {
  if (question.kind === 'multiple_choice') return question.chosenIds;
  return question.chosenId === null ? [] : [question.chosenId];
}

function contentOf(lesson: Schemas['LessonResponse']): string {
  if (lesson.kind === 'quiz') return lesson.quizId;
  if (lesson.kind === 'article') return lesson.article;
  return lesson.kind === 'link' ? lesson.url : lesson.mediaId;
}

const common = { id: 'q', text: 'Which?', points: 1, choices: [] };

describe('discriminated unions', () => {
  it('are narrowed by their kind', () => {
    const several: Question = { ...common, kind: 'multiple_choice', chosenIds: ['a', 'b'] };
    const one: Question = { ...common, kind: 'single_choice', chosenId: 'a' };
    const none: Question = { ...common, kind: 'true_false', chosenId: null };
    expect([several, one, none].map(chosenOf)).toEqual([['a', 'b'], ['a'], []]);
    const lesson = {
      ...{ id: 'l', title: 'Lesson', preview: false, durationSeconds: 0 },
      ...{ captions: [], resources: [] },
    };
    const quiz = { ...lesson, kind: 'quiz' as const, article: null, quizId: 'q' };
    const text = { ...lesson, kind: 'article' as const, article: '<p>Text</p>', quizId: null };
    const video = { ...lesson, kind: 'video' as const, mediaId: 'm' };
    expect([quiz, text, video].map(contentOf)).toEqual(['q', '<p>Text</p>', 'm']);
  });

  it('reject fields of another kind', async () => {
    const sent: string[] = [];
    const fetch = async (request: Request) => {
      sent.push(await request.text());
      return Response.json({}, { status: 201 });
    };
    const client = createClient({ baseUrl: 'http://127.0.0.1', fetch });
    const params = { path: { id: 'quiz' } };
    const statement = { kind: 'true_false', text: 'HTML is a language.', correct: true } as const;
    await client.POST('/api/v1/quizzes/{id}/questions', { params, body: statement });
    const choices = [{ text: 'HTML', correct: true }];
    const mixed = { kind: 'true_false', text: 'HTML?', choices } as const;
    // @ts-expect-error: a statement has no choices, and says whether it is true
    await client.POST('/api/v1/quizzes/{id}/questions', { params, body: mixed });
    expect(sent).toHaveLength(2);
  });
});
