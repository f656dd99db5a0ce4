import { isId } from '@course-plateform/common/kernel';
import { exampleId } from './example-id';

describe('the example of an id', () => {
  const names = ['id', 'courseId', 'userId', 'orderId', 'lessonId', 'quizId', 'sectionId'];

  it('is an id, and differs by name', () => {
    const ids = names.map(exampleId);
    expect(ids.every(isId)).toBe(true);
    expect(new Set(ids).size).toBe(names.length);
  });

  it('is the same in every field with the name, and in lists of it', () => {
    expect(exampleId('courseId')).toBe(exampleId('courseId'));
    expect(exampleId('courseIds')).toBe(exampleId('courseId'));
  });
});
