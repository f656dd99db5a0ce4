import { type PlatformClient, ifMatch, unwrap } from '@course-plateform/client';
import type { Account } from './accounts';
import type { CATALOG } from './demo';
import type { DemoMedia } from './media';

type DemoCourse = (typeof CATALOG)[number]['courses'][number];

/** A published course of the demo, and what a learner has to know about it. */
export interface DemoOffer {
  readonly courseId: string;
  readonly free: boolean;
  /** Without the quiz. */
  readonly lessonIds: readonly string[];
  readonly quizId: string;
  /** The right response of the quiz. */
  readonly response: boolean;
}

/** What all courses of the demo are made with. */
export interface DemoStudio {
  readonly instructor: Account;
  readonly admin: Account;
  readonly media: DemoMedia;
}

/** Writes a course with two sections, a video, four articles and a quiz, and brings it into the catalog. */
export async function publishDemoCourse(
  { instructor, admin, media }: DemoStudio,
  categoryId: string,
  course: DemoCourse,
): Promise<DemoOffer> {
  const { client } = instructor;
  const { id } = await unwrap(
    client.POST('/api/v1/courses', {
      body: {
        title: course.title,
        subtitle: course.subtitle,
        description: describe(course),
        categoryId,
        level: course.level,
        language: 'en',
        price: { amountMinor: course.price, currency: 'USD' },
        ...presentation(course, media),
      },
    }),
  );
  const quizId = await writeQuiz(client, id, course);
  const lessonIds = await writeLessons(client, id, course, { quizId, media });
  await publish(client, admin, id);
  if (course.salePrice !== undefined) await putOnSale(client, id, course.salePrice);
  const [, response] = course.quiz;
  return { courseId: id, free: course.price === 0, lessonIds, quizId, response };
}

async function writeQuiz(
  client: PlatformClient,
  courseId: string,
  { title, quiz }: DemoCourse,
): Promise<string> {
  const [text, correct] = quiz;
  const { id } = await unwrap(
    client.POST('/api/v1/quizzes', {
      body: { courseId, title: `${title}: what stays`, settings: { passPercent: 100 } },
    }),
  );
  const path = { id };
  await unwrap(
    client.POST('/api/v1/quizzes/{id}/questions', {
      params: { path },
      body: { kind: 'true_false', text, correct, points: 1 },
    }),
  );
  await unwrap(client.POST('/api/v1/quizzes/{id}/publications', { params: { path } }));
  return id;
}

async function writeLessons(
  client: PlatformClient,
  courseId: string,
  course: DemoCourse,
  { quizId, media }: { readonly quizId: string; readonly media: DemoMedia },
): Promise<string[]> {
  const halves = [course.lessons.slice(0, 2), course.lessons.slice(2)];
  for (const [index, titles] of halves.entries()) {
    const draft = await unwrap(
      client.POST('/api/v1/courses/{courseId}/sections', {
        params: { path: { courseId } },
        body: { title: index === 0 ? 'First steps' : 'Going further' },
      }),
    );
    const path = { courseId, sectionId: draft.sections[index]?.id ?? '' };
    const add = '/api/v1/courses/{courseId}/sections/{sectionId}/lessons';
    if (index === 0) await addWelcome(client, path, media);
    for (const [place, title] of titles.entries()) {
      await unwrap(
        client.POST(add, {
          params: { path },
          body: {
            title,
            kind: 'article',
            article: article(title, course),
            preview: index === 0 && place === 0,
            durationSeconds: 480 + 60 * place,
          },
        }),
      );
    }
    if (index === 1) {
      await unwrap(
        client.POST(add, {
          params: { path },
          body: { title: 'What stays', kind: 'quiz', quizId, durationSeconds: 120 },
        }),
      );
    }
  }
  const draft = await unwrap(
    client.GET('/api/v1/courses/{id}/draft', { params: { path: { id: courseId } } }),
  );
  const lessons = draft.sections.flatMap((section) => section.lessons);
  return lessons.filter(({ kind }) => kind !== 'quiz').map(({ id }) => id);
}

/** A video with captions, which everyone may watch. */
async function addWelcome(
  client: PlatformClient,
  path: { readonly courseId: string; readonly sectionId: string },
  media: DemoMedia,
): Promise<void> {
  const { sections } = await unwrap(
    client.POST('/api/v1/courses/{courseId}/sections/{sectionId}/lessons', {
      params: { path },
      body: { title: 'Welcome', kind: 'video', mediaId: media.videoId, preview: true },
    }),
  );
  const lessonId = sections[0]?.lessons[0]?.id ?? '';
  await addCaptions(client, { courseId: path.courseId, lessonId }, media);
}

/** Each language is a change of the draft that was read before. */
async function addCaptions(
  client: PlatformClient,
  lesson: { readonly courseId: string; readonly lessonId: string },
  { captionIds }: DemoMedia,
): Promise<void> {
  for (const [locale, mediaId] of Object.entries(captionIds)) {
    const draft = await unwrap(
      client.GET('/api/v1/courses/{id}/draft', { params: { path: { id: lesson.courseId } } }),
    );
    await unwrap(
      client.PUT('/api/v1/courses/{courseId}/lessons/{lessonId}/captions/{locale}', {
        params: { path: { ...lesson, locale }, header: ifMatch(draft) },
        body: { mediaId },
      }),
    );
  }
}

async function publish(client: PlatformClient, admin: Account, courseId: string): Promise<void> {
  const params = { path: { id: courseId } };
  const { id } = await unwrap(client.POST('/api/v1/courses/{id}/submissions', { params }));
  await unwrap(
    admin.client.POST('/api/v1/course-submissions/{id}/decisions', {
      params: { path: { id } },
      body: { decision: 'approve' },
    }),
  );
  await unwrap(client.POST('/api/v1/courses/{id}/publications', { params }));
}

/** For a month from now on. */
async function putOnSale(client: PlatformClient, id: string, amountMinor: number): Promise<void> {
  const endsAt = new Date();
  endsAt.setUTCMonth(endsAt.getUTCMonth() + 1);
  await unwrap(
    client.POST('/api/v1/courses/{id}/sale-prices', {
      params: { path: { id } },
      body: { price: { amountMinor, currency: 'USD' }, endsAt: endsAt.toISOString() },
    }),
  );
}

function presentation(
  { title, lessons, level }: DemoCourse,
  { coverId, videoId: promoVideoId }: DemoMedia,
) {
  const [first, ...others] = title
    .toLowerCase()
    .split(/[^\p{Letter}]+/u)
    .filter((word) => word.length > 3);
  return {
    coverId,
    promoVideoId,
    objectives: lessons.map((lesson) => `Explain the idea of “${lesson}” and put it to use`),
    requirements: level === 'beginner' ? ['Curiosity'] : ['The basics of the subject'],
    audience: [`Everyone who wants to learn about “${title}”`],
    topics: [first, ...others].flatMap((topic) => topic ?? []),
    welcomeMessage: `Welcome to “${title}”! Begin with the first section.`,
    completionMessage: 'Well done! Tell others what you liked.',
  };
}

function describe({ title, subtitle, lessons }: DemoCourse): string {
  const items = lessons.map((lesson) => `<li>${lesson}</li>`).join('');
  return `<p><strong>${title}</strong>: ${subtitle.toLowerCase()}.</p><h3>What you will learn</h3><ul>${items}</ul>`;
}

function article(lesson: string, { title }: DemoCourse): string {
  return `<h2>${lesson}</h2><p>This lesson of “${title}” takes one idea and follows it to its end. Read it once quickly, once slowly, and then explain it to somebody.</p>`;
}
