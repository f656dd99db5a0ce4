import type { Class } from '@course-plateform/common/kernel';
import { RequestInvalid, validateShape } from '@course-plateform/common/validation';
import { LESSON_KINDS, kindOf } from './registry';

/** Where an object that only says its kind does not fit. */
function pointersOf(shape: Class<object>, kind: string): string[] {
  try {
    validateShape(shape, { kind }, { unknownFields: 'refuse' });
    return [];
  } catch (error) {
    if (!(error instanceof RequestInvalid)) throw error;
    return (error.occurrence.errors ?? []).map(({ pointer }) => pointer);
  }
}

describe('the kinds of lessons', () => {
  it('have a word each, and are found by it', () => {
    const words = LESSON_KINDS.map(({ kind }) => kind);
    expect(new Set(words).size).toBe(words.length);
    for (const kind of LESSON_KINDS) expect(kindOf(kind)).toBe(kind);
    expect(() => kindOf({ kind: 'dream' })).toThrow('There is no kind of lesson "dream"');
  });

  it.each(['create', 'view', 'outline'] as const)('say their own word in "%s"', (part) => {
    for (const { kind, shapes } of LESSON_KINDS) {
      expect(pointersOf(shapes[part], kind)).not.toContain('/kind');
      expect(pointersOf(shapes[part], 'dream')).toContain('/kind');
    }
  });

  it('say no word in an edit, which the stored one decides', () => {
    for (const { kind, shapes } of LESSON_KINDS) {
      expect(pointersOf(shapes.update, kind)).toEqual(['/kind']);
    }
  });
});
