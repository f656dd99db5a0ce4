import { newId } from './ids';
import { isSlug, newSlug, otherSlug, slugForms, slugOf } from './slug';

describe('slugs', () => {
  it.each([
    ['Complete Web Development', 'complete-web-development'],
    ['  C++ & C#  ', 'c-c'],
    ['Crème brûlée', 'creme-brulee'],
    ['Tiếng Việt cho người mới', 'tieng-viet-cho-nguoi-moi'],
    ['İstanbul, ISPARTA', 'istanbul-isparta'],
    ['Straße nach Łódź, Søren & Æsir', 'strasse-nach-lodz-soren-aesir'],
    ['Ｗｅｂ １０１', 'web-101'],
    ['한국어 배우기', '한국어-배우기'],
    ['한국어 배우기'.normalize('NFD'), '한국어-배우기'],
    ['हिन्दी सीखें', 'हिन्दी-सीखें'],
    ['プログラミング がくしゅう', 'プログラミング-がくしゅう'],
    ['Русский йод', 'русский-йод'],
    ['Ελληνικά', 'ελληνικά'],
    ['تطوير الويب', 'تطوير-الويب'],
    ['می‌خواهم', 'می-خواهم'],
    ['I ❤️ 1️⃣ thing', 'i-1-thing'],
    ['🎨', ''],
    ['❤️', ''],
    ['!!!', ''],
  ])('of %j is %j', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
    expect(slugOf(slug)).toBe(slug);
  });

  it.each([
    ['four-byte characters', '𠮷'.repeat(90)],
    ['letters with marks', 'नि'.repeat(90)],
    ['words', 'word '.repeat(40)],
    ['syllables that decompose', '가'.repeat(90)],
  ])('are cut at whole characters: %s', (_what, name) => {
    const slug = slugOf(name, 61);
    expect(slug.normalize('NFD').length).toBeLessThanOrEqual(61);
    expect(slug.normalize('NFD').length).toBeGreaterThanOrEqual(58);
    expect(slug.isWellFormed()).toBe(true);
    expect(slugOf(name).startsWith(slug)).toBe(true);
    expect(slug).toMatch(/(𠮷|नि|w|가)$/u);
  });

  it('are never empty, reserved or an id when they are generated', () => {
    const rules = { kind: 'course', reserved: ['mine'] };
    const id = newId();
    expect(newSlug('Mine', rules)).toBe('course-mine');
    expect(newSlug('Mine too', rules)).toBe('mine-too');
    expect(newSlug(id.toUpperCase(), rules)).toBe(`course-${id}`);
    const [art, music] = [newSlug('🎨', rules), newSlug('🎵', rules)];
    expect(art).toMatch(/^course-[0-9a-f]{8}$/);
    expect(art).not.toBe(music);
  });

  it('get a unique suffix within their maximum length', () => {
    expect(otherSlug('web')).toMatch(/^web-[0-9a-f]{8}$/);
    expect(otherSlug('x'.repeat(120))).toHaveLength(120);
  });

  it.each([
    ['web-101', true],
    ['한국어-배우기', true],
    ['हिन्दी', true],
    ['한국어'.normalize('NFD'), false],
    ['Web', false],
    ['-web', false],
    ['web--101', false],
    ['crème', false],
    ['mine', false],
    [newId(), false],
    ['', false],
    ['x'.repeat(121), false],
  ])('can be chosen: %j (%s)', (slug, allowed) => {
    expect(isSlug(slug, ['mine'])).toBe(allowed);
  });

  it('are found in each form in which they may be stored', () => {
    const [composed, decomposed] = ['한국어-й', '한국어-й'.normalize('NFD')];
    expect(slugForms(composed)).toEqual([composed, decomposed]);
    expect(slugForms(decomposed)).toEqual([decomposed, composed]);
    expect(slugForms('web')).toEqual(['web']);
  });
});

describe('a chosen slug', () => {
  it('can be any that is not reserved', () => {
    expect([isSlug('mine'), isSlug('mine', ['mine']), isSlug('Mine'), isSlug('')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
