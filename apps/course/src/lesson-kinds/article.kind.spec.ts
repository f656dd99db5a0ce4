import { newId } from '@course-plateform/common/kernel';
import { article } from './article.kind';

const lesson = (html: string) => ({
  ...{ id: newId(), title: 'Lesson', kind: 'article', preview: false, durationSeconds: 0 },
  article: html,
});

describe('the publication check of articles', () => {
  it.each([
    ['none', [], true],
    ['texts', ['<p>One.</p>', 'Two.'], true],
    ['one without text among others', ['<p>One.</p>', ''], false],
    ['one of markup', ['<p><br>&nbsp;</p>'], false],
    ['one of what cannot be seen', ['<p>\u200B</p>'], false],
  ])('evaluates an article: %s', async (_what, texts, ready) => {
    expect(await article.check.passes(texts.map(lesson))).toBe(ready);
  });
});
