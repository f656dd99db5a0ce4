import { MongoClient } from 'mongodb';
import { newId } from '@course-plateform/common/kernel';
import { testStores } from '@course-plateform/common/test-kit';
import { CourseFixture } from './course.fixture';

describe('a catalog of an earlier release', () => {
  const name = `test_course_upgrade_${newId().replaceAll('-', '')}`;
  let client: MongoClient;
  let url: string;

  beforeAll(async () => {
    const address = new URL(testStores().mongodbUrl);
    address.pathname = `/${name}`;
    url = address.href;
    client = await MongoClient.connect(url);
  });

  afterAll(async () => {
    await client.db(name).dropDatabase();
    await client.close();
  });

  it('loses the indexes of earlier ones, and is listed and searched as before', async () => {
    const entries = client.db(name).collection('catalog_entry');
    await entries.createIndex({ title: 'text' }, { name: 'catalog_text' });
    await entries.createIndex({ visible: 1, instructorId: 1 }, { name: 'catalog_instructor' });
    const [owner, shown, other] = [newId(), newId(), newId()];
    const coInstructors = [
      { instructorId: shown, basisPoints: 1000, isVisible: true },
      { instructorId: other, basisPoints: 1000, isVisible: false },
    ];
    const shared = {
      ...{ visible: false, version: 1, title: 'Old', description: '<p>Old</p>', level: 'all' },
      ...{ categoryId: newId(), language: 'en', currency: 'USD', priceMinor: 0, publication: 1 },
      ...{ listPrice: { amountMinor: 0, currency: 'USD' }, durationSeconds: 60, learners: 0 },
      ...{ ratingAverage: 0, ratingCount: 0, publishedAt: new Date() },
    };
    const old = [
      { _id: newId(), slug: 'alone', instructorId: owner },
      { _id: newId(), slug: 'together', instructorId: owner, coInstructors },
    ];
    await entries.insertMany(old.map((one) => ({ ...shared, ...one })) as never[]);
    const fixture = await CourseFixture.startWithSearch({
      MONGODB_URL: url,
      MIGRATE_ON_START: 'true',
      CATALOG_CACHE_MS: '0',
    });
    try {
      const indexes = await entries.listIndexes().toArray();
      const indexNames = indexes.map((index: { name?: string }) => index.name);
      expect(indexNames).not.toContain('catalog_text');
      expect(indexNames).not.toContain('catalog_instructor');
      expect(indexNames).toEqual(expect.arrayContaining(['catalog_slug', 'catalog_instructors']));
      const upgraded = await entries.find({}, { sort: { slug: 1 } }).toArray();
      expect(upgraded).toMatchObject([
        { slug: 'alone', instructorIds: [owner] },
        { slug: 'together', instructorIds: [owner, shown] },
      ]);
      await fixture.published({ title: 'Upgraded course' });
      await fixture.searched();
      const { body } = await fixture.get('/courses?q=upgraded').expect(200);
      expect(body.items).toMatchObject([{ title: 'Upgraded course' }]);
    } finally {
      await fixture.stop();
    }
  });
});
