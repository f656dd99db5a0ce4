import fc from 'fast-check';
import { type CourseContent, CourseLevel } from '../course/course.entity';
import type { Section } from '../course/curriculum';
import { compareContent } from './content-comparison';

const lesson = (id: string, more: object = {}) => ({
  ...{ id, title: `Lesson ${id}`, kind: 'article', preview: false, durationSeconds: 60 },
  ...more,
});

const section = (id: string, lessons: Section['lessons'], title = `Section ${id}`): Section => ({
  ...{ id, title, lessons },
});

const content = (sections: readonly Section[], more: Partial<CourseContent> = {}) => ({
  slug: 'course',
  details: {
    ...{ title: 'Course', subtitle: null, description: '', categoryId: null },
    ...{ level: CourseLevel.all, language: 'en' },
  },
  listPrice: { amountMinor: 1000, currency: 'USD' },
  sections,
  ...more,
});

describe('compareContent', () => {
  const before = content([
    section('a', [lesson('1'), lesson('2'), lesson('3')]),
    section('b', [lesson('4')]),
  ]);

  it('finds nothing between equal contents', () => {
    const nothing = { details: [], sections: [], lessons: [] };
    expect(compareContent(before, content(before.sections))).toEqual(nothing);
  });

  it('names the details that differ', () => {
    const after = content(before.sections, {
      slug: 'renamed',
      listPrice: { amountMinor: 2000, currency: 'USD' },
      details: { ...before.details, title: 'Renamed' },
    });
    expect(compareContent(before, after).details).toEqual(['title', 'slug', 'listPrice']);
  });

  it('tells what was added, removed and changed', () => {
    const after = content([
      section('a', [lesson('1', { title: 'Renamed', preview: true }), lesson('3')], 'Part one'),
      section('c', [lesson('5')]),
    ]);
    expect(compareContent(before, after)).toEqual({
      details: [],
      sections: [
        { id: 'a', title: 'Part one', change: 'changed', fields: ['title'] },
        { id: 'c', title: 'Section c', change: 'added', fields: [] },
        { id: 'b', title: 'Section b', change: 'removed', fields: [] },
      ],
      lessons: [
        {
          ...{ id: '1', title: 'Renamed', kind: 'article' },
          ...{ change: 'changed', fields: ['title', 'preview'] },
        },
        { id: '5', title: 'Lesson 5', kind: 'article', change: 'added', fields: [] },
        { id: '2', title: 'Lesson 2', kind: 'article', change: 'removed', fields: [] },
        { id: '4', title: 'Lesson 4', kind: 'article', change: 'removed', fields: [] },
      ],
    });
  });

  it.each([
    ['a lesson to the front', [['3', '1', '2'], ['4']], { '3': ['position'] }],
    [
      'a lesson to another section',
      [
        ['1', '3'],
        ['2', '4'],
      ],
      { '2': ['sectionId'] },
    ],
    ['two lessons that change places', [['2', '1', '3'], ['4']], { '2': ['position'] }],
  ])('tells the fewest moves: %s', (_what, [a = [], b = []], moved) => {
    const after = content([
      section(
        'a',
        a.map((id) => lesson(id)),
      ),
      section(
        'b',
        b.map((id) => lesson(id)),
      ),
    ]);
    const found = compareContent(before, after).lessons.map(({ id, fields }) => [id, fields]);
    expect(Object.fromEntries(found)).toEqual(moved);
  });

  it('does not move the lessons of a section that moves', () => {
    const after = content(before.sections.toReversed());
    expect(compareContent(before, after)).toMatchObject({
      sections: [{ id: 'b', fields: ['position'] }],
      lessons: [],
    });
  });

  it('takes an absent detail for none', () => {
    const details = { ...before.details, promoVideoId: null };
    expect(compareContent(before, { ...before, details }).details).toEqual([]);
  });

  it('mirrors itself for any two orders', () => {
    const ids = ['1', '2', '3', '4', '5', '6'];
    const order = fc.shuffledSubarray(ids);
    fc.assert(
      fc.property(order, order, (one, other) => {
        const [left, right] = [one, other].map((lessons) =>
          content([
            section(
              'a',
              lessons.map((id) => lesson(id)),
            ),
          ]),
        );
        if (!left || !right) throw new Error('two contents');
        const there = compareContent(left, right).lessons;
        const back = compareContent(right, left).lessons;
        const count = (list: typeof there, change: string) =>
          list.filter((entry) => entry.change === change).length;
        expect(count(there, 'added')).toBe(count(back, 'removed'));
        expect(count(there, 'removed')).toBe(count(back, 'added'));
        expect(count(there, 'changed')).toBe(count(back, 'changed'));
      }),
    );
  });
});
