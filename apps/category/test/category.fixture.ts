import {
  type FakeUpstream,
  type TestService,
  type TestUser,
  bearer,
  startTestService,
} from '@course-plateform/common/testing';
import {
  type CategoryCourseCounts,
  type CategoryIds,
  courseCountByCategory,
} from '@course-plateform/types/course';
import { Role } from '@course-plateform/types/platform';
import { service } from '../src/app.module';
import type { CategoryNode, CategoryResponse } from '../src/category/category.dto';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** The category service with an admin, beside a course service that has no courses. */
export class CategoryFixture {
  private constructor(
    readonly service: TestService,
    readonly admin: TestUser,
    readonly courses: FakeUpstream<CategoryIds, CategoryCourseCounts>,
  ) {}

  static async start(): Promise<CategoryFixture> {
    const category = await startTestService(service);
    return new CategoryFixture(
      category,
      await category.user(Role.admin),
      await category.upstreams.fake(courseCountByCategory, ({ categoryIds }) => ({
        counts: categoryIds.map((categoryId) => ({ categoryId, courses: 0, published: 0 })),
      })),
    );
  }

  async created(name: string, parentId: string | null = null): Promise<CategoryResponse> {
    const response = await this.service.http
      .post('/api/v1/categories')
      .set(bearer(this.admin))
      .send({ name, parentId })
      .expect(201);
    return response.body as CategoryResponse;
  }

  get(path: string, language = 'en', user?: TestUser) {
    return this.service.http
      .get(`/api/v1/categories${path}`)
      .set({ 'Accept-Language': language, ...(user ? bearer(user) : {}) });
  }

  change(
    method: 'patch' | 'put' | 'delete',
    path: string,
    version: number | string,
    body?: object,
  ) {
    return this.service.http[method](`/api/v1/categories${path}`)
      .set({ ...bearer(this.admin), 'If-Match': `"${version}"` })
      .send(body);
  }

  update({ id, version }: Versioned, body: object) {
    return this.change('patch', `/${id}`, version, body);
  }

  /** The list as it is shown. */
  async listed(language = 'en'): Promise<CategoryNode[]> {
    const { body } = await this.get('', language).expect(200);
    return (body as { items: CategoryNode[] }).items;
  }
}
