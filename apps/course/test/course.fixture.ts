import {
  Clock,
  DAY_MS,
  MovableClock,
  SECOND_MS,
  SystemClock,
  newId,
} from '@course-plateform/common/kernel';
import { collectionOf, mongoDatabaseOf } from '@course-plateform/common/persistence';
import { eventually, testStores } from '@course-plateform/common/test-kit';
import {
  type FakeUpstream,
  type TestService,
  type TestUser,
  bearer,
  startTestService,
} from '@course-plateform/common/testing';
import {
  type CategoryGetMany,
  type CategorySummaries,
  categoryGetMany,
  categoryGetSubtree,
} from '@course-plateform/types/category';
import { Role } from '@course-plateform/types/platform';
import { type QuizIds, type QuizReferences, quizGetMany } from '@course-plateform/types/quiz';
import {
  type UserProfileGetMany,
  type UserProfiles,
  userProfileGetMany,
} from '@course-plateform/types/user';
import {
  type EnrollmentGet,
  type EnrollmentReply,
  EnrollmentStatus,
  enrollmentGet,
} from '@course-plateform/types/user-progress';
import { service } from '../src/app.module';
import { CatalogEntry, EntryChange } from '../src/catalog/catalog-entry.entity';
import type { CourseDraftResponse } from '../src/course/course.dto';
import { type SearchDatabaseFixture, createSearchDatabase } from './search-database.fixture';

/** What development asks for as well. */
const LOWEST_PUBLISH_RULES = {
  COURSE_DESCRIPTION_MINIMUM: '20',
  COURSE_LESSONS_MINIMUM: '1',
  COURSE_MINUTES_MINIMUM: '0',
  COURSE_OBJECTIVES_MINIMUM: '0',
  COURSE_COVER_MINIMUM_WIDTH: '0',
};

/** The course service among upstream services that know every category, profile and quiz, and no enrollment. */
export class CourseFixture {
  private constructor(
    readonly course: TestService,
    readonly instructor: TestUser,
    readonly admin: TestUser,
    readonly profiles: FakeUpstream<UserProfileGetMany, UserProfiles>,
    readonly categories: FakeUpstream<CategoryGetMany, CategorySummaries>,
    readonly quizzes: FakeUpstream<QuizIds, QuizReferences>,
    readonly enrollments: FakeUpstream<EnrollmentGet, EnrollmentReply>,
    private readonly search?: SearchDatabaseFixture,
  ) {}

  /** The same with a search database of its own. */
  static async startWithSearch(
    environment: Record<string, string> = {},
    clock?: Clock,
  ): Promise<CourseFixture> {
    const search = await createSearchDatabase();
    return CourseFixture.start({ COURSE_SEARCH_URL: search.url, ...environment }, clock, search);
  }

  /** Waits until searches show what the catalog has. */
  async searched(): Promise<void> {
    const entries = collectionOf(this.course.em(), CatalogEntry);
    const pending = { searchPending: { $in: Object.values(EntryChange) } };
    await eventually('searches', async () => (await entries.countDocuments(pending)) === 0);
  }

  /** @param clock of the service; tokens last longer than a test moves it */
  static async start(
    environment: Record<string, string> = {},
    clock: Clock = new MovableClock(new SystemClock()),
    search?: SearchDatabaseFixture,
  ): Promise<CourseFixture> {
    const course = await startTestService(service, {
      clock,
      tokenLifetime: (365 * DAY_MS) / SECOND_MS,
      // Names are requested each time, so that a test can count the requests.
      environment: {
        CATALOG_NAMES_CACHE_MS: '0',
        // Hundreds of tests publish one lesson; what the defaults ask for has tests of its own.
        ...LOWEST_PUBLISH_RULES,
        FFMPEG_PATH: testStores().ffmpegPath,
        ...environment,
      },
    });
    const { upstreams } = course;
    await upstreams.fake(categoryGetSubtree, ({ categoryId }) => ({ categoryIds: [categoryId] }));
    return new CourseFixture(
      course,
      await course.user(Role.instructor),
      await course.user(Role.admin),
      await upstreams.fake(userProfileGetMany, profilesOf),
      await upstreams.fake(categoryGetMany, categoriesOf),
      await upstreams.fake(quizGetMany, () => ({ quizzes: [] })),
      await upstreams.fake(enrollmentGet, () => ({ enrollment: null })),
      search,
    );
  }

  /** The uploads that a request writes to now. */
  async locks(): Promise<string[]> {
    const leases = mongoDatabaseOf(this.course.em()).collection('media_upload_lock');
    return (await leases.find().toArray()).map(({ _id }) => String(_id));
  }

  post(path: string, body: object = {}, user = this.instructor) {
    return this.course.http.post(`/api/v1${path}`).set(bearer(user)).send(body);
  }

  get(path: string, user?: TestUser) {
    return this.course.http.get(`/api/v1${path}`).set(user ? bearer(user) : {});
  }

  change(
    method: 'patch' | 'put' | 'delete',
    path: string,
    version: number,
    body?: object,
    user = this.instructor,
  ) {
    return this.course.http[method](`/api/v1${path}`)
      .set({ ...bearer(user), 'If-Match': `"${version}"` })
      .send(body);
  }

  /** A draft with one section and one article, ready to be published. */
  async draft(details: object = {}, by = this.instructor): Promise<CourseDraftResponse> {
    const { id } = await this.ok<CourseDraftResponse>(
      this.post(
        '/courses',
        {
          title: 'Complete Web Development',
          description: '<p>Everything from the first tag to the last server.</p>',
          categoryId: newId(),
          price: { amountMinor: 1999, currency: 'USD' },
          ...details,
        },
        by,
      ),
    );
    const withSection = await this.ok<CourseDraftResponse>(
      this.post(`/courses/${id}/sections`, { title: 'Getting started' }, by),
    );
    return this.ok(
      this.post(
        `/courses/${id}/sections/${withSection.sections[0]?.id ?? ''}/lessons`,
        {
          title: 'How the web works',
          kind: 'article',
          article: '<p>It begins with a request.</p>',
          durationSeconds: 300,
        },
        by,
      ),
    );
  }

  async approve(courseId: string, by = this.instructor): Promise<void> {
    const { id } = await this.ok<{ id: string }>(
      this.post(`/courses/${courseId}/submissions`, {}, by),
    );
    await this.ok(
      this.post(`/course-submissions/${id}/decisions`, { decision: 'approve' }, this.admin),
    );
  }

  async published(details: object = {}, by = this.instructor): Promise<CourseDraftResponse> {
    const draft = await this.draft(details, by);
    await this.approve(draft.id, by);
    await this.ok(this.post(`/courses/${draft.id}/publications`, {}, by));
    return draft;
  }

  enroll(publication: number, status = EnrollmentStatus.active): void {
    this.enrollments.respondWith(() => ({
      enrollment: { enrollmentId: newId(), status, publication, percent: 0 },
    }));
  }

  async stop(): Promise<void> {
    await this.course.stop();
    await this.search?.drop();
  }

  private async ok<T>(request: ReturnType<CourseFixture['post']>): Promise<T> {
    const response = await request;
    if (response.status !== 201)
      throw new Error(`${response.status}: ${JSON.stringify(response.body)}`);
    return response.body as T;
  }
}

function profilesOf({ userIds }: UserProfileGetMany): UserProfiles {
  return {
    profiles: userIds.map((id) => ({
      id,
      name: 'Grace Hopper',
      slug: 'grace-hopper',
      headline: null,
      avatarUrl: null,
      isInstructor: true,
    })),
  };
}

function categoriesOf({ categoryIds }: CategoryGetMany): CategorySummaries {
  return {
    categories: categoryIds.map((id) => ({
      id,
      name: 'Web Development',
      slug: 'web-development',
      parentId: null,
    })),
  };
}
