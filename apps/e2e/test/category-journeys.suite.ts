import { type Schemas, createClient, ifMatch, unwrap } from '@course-plateform/client';
import { eventually } from '@course-plateform/common/test-kit';
import type { Platform } from '../src/platform';
import type { Stage } from '../src/stage';
import {
  createCategory,
  publishCourse,
  registerInstructor,
  signInAdmin,
  writeCourse,
} from '../src/steps';
import type { User } from '../src/users';

/** Categories from the admins who keep them to whoever reads the catalog, through both services. */
export function describeCategoryJourneys(stage: () => Stage): void {
  describe('categories', () => {
    let platform: Platform;
    let admin: User;
    let instructor: User;

    beforeAll(async () => {
      ({ platform } = stage());
      admin = await signInAdmin(platform.gatewayUrl);
      instructor = await registerInstructor(platform, admin);
    }, 120_000);

    const reader = (locale: string) => createClient({ baseUrl: platform.gatewayUrl, locale });

    const written = (categoryId: string): Promise<{ id: string }> =>
      writeCourse(instructor, {
        title: 'Bookbinding',
        description: '<p>Everything you need to know about this subject.</p>',
        price: { amountMinor: 1000, currency: 'USD' },
        categoryId,
      });

    async function listed(categoryId: string, locale = 'en'): Promise<Schemas['CourseCard'][]> {
      const query = { categoryId: [categoryId] };
      const page = await unwrap(reader(locale).GET('/api/v1/courses', { params: { query } }));
      return page.items;
    }

    async function counted(categoryId: string): Promise<number | undefined> {
      const { items } = await unwrap(reader('en').GET('/api/v1/categories'));
      return items.find(({ id }) => id === categoryId)?.ownCourseCount;
    }

    it('hand their courses on when they are deleted, in the catalog, the drafts and the counts', async () => {
      const old = await createCategory(admin, `Crafts ${crypto.randomUUID()}`);
      const successor = await createCategory(admin, `Handicraft ${crypto.randomUUID()}`);
      await unwrap(
        admin.client.PUT('/api/v1/categories/{id}/translations/{locale}', {
          params: { path: { id: successor.id, locale: 'es' }, header: ifMatch(successor) },
          body: { name: 'Artesanía' },
        }),
      );
      const published = await written(old.id);
      await publishCourse(instructor, admin, published.id);
      const draft = await written(old.id);
      await eventually('the course is counted', async () => (await counted(old.id)) === 1);
      expect(await listed(old.id)).toMatchObject([{ id: published.id, category: { id: old.id } }]);

      const { response } = await admin.client.DELETE('/api/v1/categories/{id}', {
        params: {
          path: { id: old.id },
          query: { reassignTo: successor.id },
          header: ifMatch(old),
        },
      });
      expect(response.status).toBe(204);
      expect(await counted(successor.id)).toBe(1);
      const [course] = await listed(successor.id);
      expect(course?.id).toBe(published.id);

      const draftOf = (id: string) =>
        unwrap(instructor.client.GET('/api/v1/courses/{id}/draft', { params: { path: { id } } }));
      for (const { id } of [published, draft]) {
        await eventually('the course has moved', async () => {
          return (await draftOf(id)).categoryId === successor.id;
        });
      }
      await eventually('the catalog follows', async () => {
        const [card] = await listed(successor.id, 'es');
        return card?.category?.id === successor.id && card.category.name === 'Artesanía';
      });
      expect(await listed(successor.id, 'fr')).toMatchObject([
        { category: { name: successor.name } },
      ]);
      expect(await counted(successor.id)).toBe(1);
      const moved = await fetch(`${platform.gatewayUrl}/api/v1/categories/${old.slug}`);
      expect(await moved.json()).toMatchObject({ id: successor.id });
      await publishCourse(instructor, admin, draft.id);
      await eventually('both are counted', async () => (await counted(successor.id)) === 2);
    });
  });
}
