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

  it('loses its text index, and is searched as before', async () => {
    const entries = client.db(name).collection('catalog_entry');
    await entries.createIndex({ title: 'text' }, { name: 'catalog_text' });
    const fixture = await CourseFixture.startWithSearch({
      MONGODB_URL: url,
      MIGRATE_ON_START: 'true',
      CATALOG_CACHE_MS: '0',
    });
    try {
      const indexes = await entries.listIndexes().toArray();
      expect(indexes.map((index: { name?: string }) => index.name)).not.toContain('catalog_text');
      expect(indexes.map((index: { name?: string }) => index.name)).toContain('catalog_slug');
      await fixture.published({ title: 'Upgraded course' });
      await fixture.searched();
      const { body } = await fixture.get('/courses?q=upgraded').expect(200);
      expect(body.items).toMatchObject([{ title: 'Upgraded course' }]);
    } finally {
      await fixture.stop();
    }
  });
});
