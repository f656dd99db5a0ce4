import { WORDS_FORM, textSearchOf, wordsOf } from './catalog-words';

describe('catalog words', () => {
  it('are case-folded and free of markup', () => {
    const description = '<p>Zebrafish</p><p>Quokka &amp; Co</p>';
    expect(wordsOf({ title: 'İstanbul: 编程', subtitle: null, description })).toEqual({
      form: WORDS_FORM,
      title: 'istanbul 编 程',
      subtitle: '',
      description: 'zebrafish quokka co',
    });
  });

  it.each([
    ['web dev', 'web dev'],
    ['-web "dev"', 'web dev'],
    ['编程', '"编 程"'],
    ['AI编程 入', 'ai "编 程" 入'],
    ['!!!', ''],
  ])('are searched by %s', (query, search) => {
    expect(textSearchOf(query)).toBe(search);
  });
});
