import { newId } from '@course-plateform/common/kernel';
import { describeNamedIds, describeOwnership } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import document from '../openapi.json';
import { CourseFixture } from './course.fixture';
import { LessonFixture } from './lesson.fixture';
import { MediaClient, photo, sample } from './media.fixture';

const price = { amountMinor: 0, currency: 'USD' };

describeOwnership(document, async () => {
  const fixture = await CourseFixture.start();
  const { course: service } = fixture;
  const { id } = await fixture.draft();
  return {
    service,
    stranger: await service.user(Role.instructor),
    foreign: { '/courses/{id}': id, '/courses/{courseId}': id },
    bodies: {
      'PATCH /courses/{id}/draft': { title: 'Mine now' },
      'PUT /courses/{id}/pricing': { listPrice: price },
      'POST /courses/{id}/clones': {},
      'POST /courses/{id}/team/invitations': {
        ...{ email: 'mine@example.com', rights: [], basisPoints: 0 },
      },
      'PUT /courses/{id}/team/shares': {
        shares: [{ instructorId: newId(), basisPoints: 10_000 }],
      },
      'PATCH /courses/{id}/team/members/{instructorId}': { rights: [] },
      'POST /courses/{id}/sale-prices': { price, endsAt: '2126-01-01T00:00:00Z' },
      'POST /courses/{courseId}/sections': { title: 'Mine' },
      'PATCH /courses/{courseId}/sections/{sectionId}': { title: 'Mine' },
      'POST /courses/{courseId}/sections/{sectionId}/lessons': {
        ...{ title: 'Mine', kind: 'article', article: '<p>Mine</p>' },
      },
      'PATCH /courses/{courseId}/lessons/{lessonId}': { title: 'Mine' },
      'POST /courses/{courseId}/lessons/{lessonId}/moves': { sectionId: newId(), position: 0 },
      'PUT /courses/{courseId}/curriculum-order': { sections: [] },
      'PUT /courses/{courseId}/lessons/{lessonId}/captions/{locale}': { mediaId: newId() },
      'POST /courses/{courseId}/lessons/{lessonId}/resources': {
        ...{ title: 'Mine', url: 'https://github.com/' },
      },
    },
    queries: { 'GET /courses/{id}/transcript-matches': 'q=mine' },
    stop: () => service.stop(),
  };
});

const PUBLIC = 'Categories and published courses are public.';
const CAPTIONS = 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n';

describeNamedIds(
  document,
  {
    'POST /courses': PUBLIC,
    'PATCH /courses/{id}/draft': PUBLIC,
    'PUT /courses/{id}/team/shares': 'Whoever is not in the team is refused alike.',
  },
  async () => {
    const lessons = await LessonFixture.start();
    const { courses: fixture } = lessons;
    const { course: service, instructor: caller } = fixture;
    const { id, version, sections } = await fixture.draft();
    const sectionId = sections[0]?.id ?? '';
    const lessonId = sections[0]?.lessons[0]?.id ?? '';
    const mediaId = await lessons.video();
    const video = await lessons.added({ kind: 'video', mediaId });
    const stranger = await service.user(Role.instructor);
    const hiddenCourse = await fixture.draft({}, stranger);
    const [hidden] = hiddenCourse.sections;
    const another = { caller, hidden: hidden?.id ?? '', version };
    const files = new MediaClient(service, stranger);
    const foreignVideo = await files.processedUpload('video', sample('two-seconds.mp4'));
    const foreignImage = await files.processedUpload('image', await photo(320, 180));
    const foreignCaptions = await files.processedUpload('caption', Buffer.from(CAPTIONS));
    return {
      service,
      named: {
        'POST /courses': {
          ...{ caller, hidden: foreignImage.id },
          body: (coverId) => ({ title: 'Theirs', coverId }),
        },
        'PATCH /courses/{id}/draft': {
          ...{ caller, version, hidden: foreignVideo.id },
          path: () => `/courses/${id}/draft`,
          body: (promoVideoId) => ({ promoVideoId }),
        },
        'POST /courses/{courseId}/lessons/{lessonId}/moves': {
          ...another,
          path: () => `/courses/${id}/lessons/${lessonId}/moves`,
          body: (sectionId) => ({ sectionId, position: 0 }),
        },
        'PUT /courses/{courseId}/curriculum-order': {
          ...another,
          path: () => `/courses/${id}/curriculum-order`,
          body: (sectionId) => ({ sections: [{ sectionId, lessons: [{ id: lessonId }] }] }),
        },
        // A quiz is not looked up until the course is published; then one of another course counts as none.
        'POST /courses/{courseId}/sections/{sectionId}/lessons': {
          ...{ caller, version, hidden: foreignVideo.id },
          path: () => `/courses/${id}/sections/${sectionId}/lessons`,
          body: (named) => ({ title: 'Theirs', kind: 'video', mediaId: named }),
        },
        'PATCH /courses/{courseId}/lessons/{lessonId}': {
          ...{ caller, version: video.version, hidden: foreignVideo.id },
          path: () => `/courses/${video.courseId}/lessons/${video.lesson.id}`,
          body: (named) => ({ mediaId: named }),
        },
        'PUT /courses/{courseId}/lessons/{lessonId}/captions/{locale}': {
          ...{ caller, version: video.version, hidden: foreignCaptions.id },
          path: () => `/courses/${video.courseId}/lessons/${video.lesson.id}/captions/en`,
          body: (named) => ({ mediaId: named }),
        },
        'POST /courses/{courseId}/lessons/{lessonId}/resources': {
          ...{ caller, version: video.version, hidden: foreignVideo.id },
          path: () => `/courses/${video.courseId}/lessons/${video.lesson.id}/resources`,
          body: (named) => ({ title: 'Theirs', mediaId: named }),
        },
        'POST /media/{id}/playback-grants': {
          ...{ caller, hidden: hiddenCourse.id },
          path: () => `/media/${mediaId}/playback-grants`,
          body: (courseId) => ({
            lesson: { courseId, lessonId: hidden?.lessons[0]?.id ?? '' },
          }),
        },
      },
      stop: () => fixture.stop(),
    };
  },
);
