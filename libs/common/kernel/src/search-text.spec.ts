import { foldText, searchRuns, searchWords } from './search-text';

describe('search text', () => {
  it.each([
    ['İstanbul', 'istanbul'],
    ['ISTANBUL', 'istanbul'],
    ['ısı', 'isi'],
    ['Crème Brûlée', 'creme brulee'],
    ['STRASSE', 'straße'],
    ['ΣΟΦΟΣ', 'σοφός'],
    ['Ｗｅｂ', 'web'],
    ['ﬁn', 'fin'],
    ['مُحَمَّد', 'محمد'],
    ['한국', '한국'.normalize('NFD')],
    ['co\u00ADop\u200B', 'coop'],
  ])('ignores case, marks and compatibility forms: %s, %s', (one, other) => {
    expect(foldText(one)).toBe(foldText(other));
  });

  it.each([
    ['йод', 'иод'],
    ['が', 'か'],
    ['हिन्दी', 'हन्द'],
  ])('keeps marks that make another letter: %s, %s', (one, other) => {
    expect(foldText(one)).not.toBe(foldText(other));
  });

  it.each([
    ['Node.js & C++', ['node', 'js', 'c']],
    ['学习编程入门', ['学', '习', '编', '程', '入', '门']],
    ['プログラミング', ['プ', 'ロ', 'グ', 'ラ', 'ミ', 'ン', 'グ']],
    ['김민준', ['김', '민', '준']],
    ['AI编程 101', ['ai', '编', '程', '101']],
    ['हिन्दी सीखें', ['हिन्दी', 'सीखें']],
    ['ภาษาไทย', ['ภ', 'า', 'ษ', 'า', 'ไ', 'ท', 'ย']],
    ['「编程」、🎨', ['编', '程']],
    ['-python "web dev"', ['python', 'web', 'dev']],
    ['', []],
  ])('is split into words: %s', (text, words) => {
    expect(searchWords(text)).toEqual(words);
  });

  it.each([
    ['编程', [['编', '程']]],
    ['编 程', [['编'], ['程']]],
    ['AI编程', [['ai'], ['编', '程']]],
    ['编程ai学', [['编', '程'], ['ai'], ['学']]],
    ['node.js Web', [['node'], ['js'], ['web']]],
    ['!!!', []],
  ])('is searched by sequences of words: %s', (query, runs) => {
    expect(searchRuns(query)).toEqual(runs);
  });
});
