import { cleanHtml, plainText, visibleLength } from './rich-text';
import { HtmlTooDeep } from './rich-text.errors';

describe('cleaned HTML', () => {
  it.each([
    ['<p onclick="x()">a</p><script>b</script><style>c</style>', '<p>a</p>'],
    ['<img src=x onerror=y><a href="javascript:x">a</a>', '<a>a</a>'],
    ['<h1>a</h1><div><em>b</em></div>', 'a<em>b</em>'],
    ['<p>a<p>b', '<p>a</p><p>b</p>'],
  ])('contains no scripts, resources or styles: %s', (html, clean) => {
    expect(cleanHtml(html)).toBe(clean);
    expect(cleanHtml(clean)).toBe(clean);
  });

  it.each([
    ['elements that never end', '<em>'.repeat(50_000)],
    ['ends of others', '<em>'.repeat(25_000) + '</p>'.repeat(25_000)],
    ['ends of others in turn', '<em></i>'.repeat(25_000)],
    ['elements that are left out', '<div>'.repeat(20_000) + '</i>'.repeat(16_000)],
    ['one level too many', '<blockquote>'.repeat(65)],
  ])('is rejected when it is too deep: %s', (_what, html) => {
    expect(() => cleanHtml(html)).toThrow(HtmlTooDeep);
  });

  it('can be 64 levels deep, and long', () => {
    const deep = `${'<blockquote>'.repeat(64)}a${'</blockquote>'.repeat(64)}`;
    expect(cleanHtml(deep)).toBe(deep);
    expect(plainText(cleanHtml('<p>a</i>'.repeat(20_000)))).toHaveLength(39_999);
  });
});

describe('plain text of HTML', () => {
  it.each([
    ['<p>Zebrafish</p><p>Quokka</p>', 'Zebrafish Quokka'],
    ['a<br>b<hr>c', 'a b c'],
    ['<ul><li>a</li><li>b</li></ul>', 'a b'],
    ['<table><tr><td>a</td><td>b</td></tr></table>', 'a b'],
    ['<p>un<strong>break</strong><em>able</em></p>', 'unbreakable'],
    ['R&amp;D &lt;b&gt; caf&eacute; &#128512; &nbsp; x', 'R&D <b> café 😀 x'],
    ['&amp;amp;', '&amp;'],
    [' <p>\n a\t b </p> ', 'a b'],
    ['<p> &nbsp; </p>', ''],
    ['', ''],
  ])('of %j is %j', (html, text) => {
    expect(plainText(html)).toBe(text);
  });

  it.each([
    ['&&&&', 4],
    ['e\u0301e\u0301', 2],
    ['👩‍👩‍👧‍👦', 1],
    ['한국', 2],
    ['\u200B\u00AD\u3164\u2800\uFEFF', 0],
    ['', 0],
  ])('of %j has %i visible characters', (text, length) => {
    expect(visibleLength(text, 100)).toBe(length);
    expect(visibleLength(text.repeat(3), 2)).toBe(Math.min(length * 3, 2));
  });
});
