import { type StructuredCourse, toScriptText, toStructuredData } from './structured-data.mapper';

const SITE = {
  coursePageUrl: 'https://learn.example/courses/{slug}',
  courseProviderName: 'Course Plateform',
};

const COURSE: StructuredCourse = {
  slug: 'complete-web-development',
  title: 'Complete Web Development',
  description: '<p>Everything from the first tag</p><p>to the last server.</p>',
  language: 'en',
  price: { amountMinor: 1999, currency: 'USD' },
  rating: { average: 4.6, count: 128 },
  cover: [
    { url: 'https://learn.example/w320.jpeg', width: 320, height: 180, type: 'image/jpeg' },
    { url: 'https://learn.example/w800.jpeg', width: 800, height: 450, type: 'image/jpeg' },
    { url: 'https://learn.example/w800.webp', width: 800, height: 450, type: 'image/webp' },
  ],
  durationSeconds: 37_800,
  instructorNames: ['Grace Hopper'],
};

const of = (course: Partial<StructuredCourse>, site = {}) =>
  toStructuredData({ ...COURSE, ...course }, { ...SITE, ...site });

describe('structured data of a course', () => {
  it('has what search engines ask for', () => {
    expect(of({})).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Course',
      name: 'Complete Web Development',
      description: 'Everything from the first tag to the last server.',
      url: 'https://learn.example/courses/complete-web-development',
      inLanguage: 'en',
      image: ['https://learn.example/w800.jpeg'],
      provider: { '@type': 'Organization', name: 'Course Plateform' },
      offers: [{ '@type': 'Offer', category: 'Paid', price: 19.99, priceCurrency: 'USD' }],
      aggregateRating: {
        ...{ '@type': 'AggregateRating', ratingValue: 4.6, ratingCount: 128 },
        ...{ bestRating: 5, worstRating: 1 },
      },
      hasCourseInstance: [
        {
          ...{ '@type': 'CourseInstance', courseMode: 'Online', courseWorkload: 'PT10H30M' },
          instructor: [{ '@type': 'Person', name: 'Grace Hopper' }],
        },
      ],
    });
  });

  it('leaves out what is not known', () => {
    const none = { rating: { average: 0, count: 0 }, cover: [], instructorNames: [] };
    const data = of(none, { coursePageUrl: undefined });
    expect(data).not.toHaveProperty('aggregateRating');
    expect(data).not.toHaveProperty('url');
    expect(data.image).toEqual([]);
    expect(data.hasCourseInstance[0]?.instructor).toEqual([]);
  });

  it.each([
    [1999, 'JPY', 1999, 'Paid'],
    [1999, 'KWD', 1.999, 'Paid'],
    [0, 'USD', 0, 'Free'],
  ])('offers %s minor units of %s at %s', (amountMinor, currency, price, category) => {
    expect(of({ price: { amountMinor, currency } }).offers).toMatchObject([
      { price, priceCurrency: currency, category },
    ]);
  });

  it.each([
    [0, 'PT1M'],
    [20, 'PT1M'],
    [300, 'PT5M'],
    [3600, 'PT1H'],
    [90_000, 'PT25H'],
  ])('says %s seconds as %s', (durationSeconds, workload) => {
    expect(of({ durationSeconds }).hasCourseInstance[0]?.courseWorkload).toBe(workload);
  });

  it.each([
    ['</script><script>alert(1)</script>Web', 'alert(1) Web'],
    ['Web</script', 'Web'],
    ['<<b>script>Web', '< script>Web'],
    ['<!-- <script> Web', 'Web'],
    ['a < b > c', 'a < b > c'],
    ['Web & <em>design', 'Web & design'],
  ])('has no markup in a title: %s', (title, name) => {
    expect(of({ title }).name).toBe(name);
    expect(of({ instructorNames: [title] }).hasCourseInstance[0]?.instructor[0]?.name).toBe(name);
    expect(JSON.stringify(of({ title }))).not.toMatch(/<[a-z/!?]/i);
  });

  it('has no markup that a description only writes about', () => {
    const description = '<p>Close it with &lt;/script&gt;&lt;script&gt;alert(1)</p>';
    expect(of({ description }).description).toBe('Close it with alert(1)');
  });

  it('cuts a long description between two words', () => {
    const { description } = of({ description: `<p>${'word '.repeat(300)}</p>` });
    expect(description).toHaveLength(1000);
    expect(description.endsWith('word…')).toBe(true);
    expect(of({ description: `${'x'.repeat(999)}😀` }).description).not.toMatch(/\p{Cs}/u);
  });

  it('is a text that cannot end a script element, and reads as the same data', () => {
    const data = of({ title: 'a < b' });
    const text = toScriptText(data);
    expect(text).not.toContain('<');
    expect(JSON.parse(text)).toEqual(data);
  });
});
