import { indexedWords, keyOf, termsOf } from './search-text';

describe('termsOf', () => {
  it.each([
    ['web  Café', [['web'], ['cafe']]],
    ['"machine learning" now', [['machine', 'learning'], ['now']]],
    ['c++ C#', [['c++'], ['c#']]],
    ['node.js', [['node'], ['js']]],
    ['学习编', [['学习', '习编']]],
    ['学', [['学']]],
    ['"unclosed quotation', [['unclosed', 'quotation']]],
    ['!!! ""', []],
  ])('splits %s', (query, tokens) => {
    expect(termsOf(query).map((term) => term.tokens)).toEqual(tokens);
  });

  it('takes a limited number of terms', () => {
    expect(termsOf('a '.repeat(100))).toHaveLength(16);
  });
});

describe('indexedWords', () => {
  it('keeps positions and weights, and a gap between texts', () => {
    const { vector, vocabulary } = indexedWords([
      { text: "It's C++", weight: 'A' },
      { text: '编程', weight: 'C' },
    ]);
    expect(vector).toBe("'it':1A 's':2A 'c++':3A 'c':3A '编':8C '程':9C '编程':8C");
    expect(vocabulary).toEqual(['c', 'it', 's']);
  });
});

it('folds titles for comparison', () => {
  expect(keyOf('  Crème   Brûlée ')).toBe('creme brulee');
});
