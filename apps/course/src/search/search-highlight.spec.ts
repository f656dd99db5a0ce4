import { highlight } from './search-highlight';

describe('highlight', () => {
  it.each([
    ['Café & Bar', ['cafe'], '<mark>Café</mark> &#38; Bar'],
    ['学习编程入门', ['编程'], '学习<mark>编程</mark>入门'],
    ['<b>C++</b>', ['c++'], '&#60;b&#62;<mark>C++</mark>&#60;/b&#62;'],
    ['nothing', ['else'], null],
  ])('marks words of %s', (text, matched, shown) => {
    expect(highlight(text, matched)).toBe(shown);
  });

  it('cuts a long text around its first match', () => {
    const text = `${'far '.repeat(200)}near ${'far '.repeat(200)}`;
    expect(highlight(text, ['near'])).toMatch(/^…(far )+<mark>near<\/mark>( far)+.*…$/u);
  });
});
