import type { FastifyInstance } from 'fastify';
import { createLogger } from '@course-plateform/common/observability';
import { SERVICES } from '@course-plateform/types/platform';
import asyncapi from '../src/asyncapi.json';
import { GatewaySettings } from '../src/env';
import { createGateway } from '../src/gateway';
import { readPage, titleOf } from './page-text';

describe('events and requests in the portal', () => {
  let gateway: FastifyInstance;

  beforeAll(async () => {
    const logger = createLogger({ service: 'gateway', level: 'silent' });
    gateway = await createGateway(GatewaySettings.load({}), logger);
    await gateway.ready();
  });

  afterAll(() => gateway.close());

  function read(url: string) {
    return gateway.inject({ url });
  }

  const subjects = Object.keys(asyncapi.channels).filter((name) => !name.endsWith('.reply'));

  it('are available as an AsyncAPI document', async () => {
    const response = await read('/asyncapi.json');
    expect(response.headers['content-type']).toContain('application/json');
    expect(response.json()).toEqual(asyncapi);
  });

  it('are linked from the start page, by service', async () => {
    expect((await read('/')).body).toContain('href="/events"');
    const { body, headers } = await read('/events');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    for (const { name } of SERVICES) expect(body).toContain(`<section id="${name}">`);
    for (const subject of subjects) expect(body).toContain(`href="/events/${subject}"`);
    expect(body).toContain('href="/asyncapi.json"');
  });

  it('are counted, and listed under each service involved', async () => {
    const { body } = await read('/events');
    expect(titleOf(body)).toBe('Events and requests – Course Plateform');
    const page = readPage(body);
    const events = subjects.filter((subject) => subject.startsWith('evt.')).length;
    expect(page.join(' ')).toContain(
      `${events} events and ${subjects.length - events} requests. The same`,
    );
    const section = (name: string, next: string): string[] =>
      page.slice(page.lastIndexOf(name), page.lastIndexOf(next));
    expect(section('category', 'course')).toEqual([
      'category',
      'Publishes',
      'Subject | Meaning | Consumers',
      'evt.category.category.replaced.v1 | A category was deleted and another one takes its courses; once more when that one is replaced in turn. | course (category-replacements)',
      'Handles',
      'Subject | Meaning | Callers',
      'category.category.get-all | All categories, in the language of the request. | course',
      'category.category.get-many | Some categories, in the language of the request; those that do not exist are left out. | course',
      'category.category.get-subtree | A category with all below it. | course',
      'Consumes',
      'evt.course.course.published.v1',
      'evt.course.course.refiled.v1',
      'evt.course.course.unpublished.v1',
      'Calls',
      'course.course.count-by-category',
    ]);
    expect(section('certificate', 'interaction')).toEqual([
      'certificate',
      'Publishes',
      'Subject | Meaning | Consumers',
      expect.stringMatching(/^evt\.certificate\.certificate\.issued\.v1 \| .* \| none yet$/),
      'Consumes',
      'evt.user-progress.course.completed.v1',
      'evt.user-progress.enrollment.ended.v1',
      'evt.user-progress.enrollment.granted.v1',
      'evt.user-progress.enrollment.restored.v1',
      'evt.user-progress.enrollment.suspended.v1',
      'evt.user.profile.erased.v1',
      'Calls',
      'user.profile.get-many',
    ]);
  });

  it('are found by several words in any order', async () => {
    const found = async (query: string): Promise<string[]> => {
      const { body } = await read(`/events?q=${encodeURIComponent(query)}`);
      return [...body.matchAll(/data-entry="(\S+)/g)].map(([, subject]) => subject ?? '');
    };
    expect(await found('Mark QUIZ pass')).toEqual(['evt.quiz.attempt.passed.v1']);
    expect(await found('no such subject')).toEqual([]);
    expect(new Set(await found(''))).toEqual(new Set(subjects));
  });

  it('describe an event completely', async () => {
    const { body } = await read('/events/evt.quiz.attempt.passed.v1');
    expect(titleOf(body)).toBe('evt.quiz.attempt.passed.v1 – Course Plateform');
    const page = readPage(body);
    const example = page.indexOf('Example');
    expect(page.slice(0, example)).toEqual([
      'All events and requests',
      'evt.quiz.attempt.passed.v1',
      'A learner has reached the pass mark of a quiz.',
      'Published by',
      'quiz',
      'Consumers',
      'user-progress (progress-quiz)',
      'Event',
      'Fields',
      'id string required',
      'The same at every delivery and replay',
      'format uuid',
      'subject string required',
      'What happened, with its version',
      'one of evt.quiz.attempt.passed.v1',
      'aggregateType string required',
      'What it is about',
      'aggregateId string required',
      'Events of one aggregate keep their order',
      'format uuid',
      'aggregateVersion integer required',
      "The aggregate's version after the change",
      'minimum 1',
      'occurredAt string required',
      'When the change was made, RFC 3339 in UTC',
      'format date-time',
      'payload object required',
      'A learner has reached the pass mark.',
      'Fields of payload',
      'payload.attemptId string required',
      'The attempt that reached the pass mark',
      'format uuid',
      'payload.quizId string required',
      'The quiz that is passed',
      'format uuid',
      'payload.courseId string required',
      'The course the quiz belongs to',
      'format uuid',
      'payload.userId string required',
      'The learner',
      'format uuid',
      'payload.scorePercent number required',
      'Points earned of all points, 0–100',
      'minimum 0 · maximum 100',
      'Headers',
      'Nats-Msg-Id string required',
      expect.stringMatching(/^The id of the event,/),
      'format uuid',
      'traceparent string',
      'The trace it belongs to (W3C Trace Context)',
      expect.stringMatching(/^pattern /),
      'actor string',
      'The user who caused it; absent when nobody did',
      'format uuid',
    ]);
    expect(JSON.parse(page.slice(example + 1).join(''))).toEqual({
      headers: expect.any(Object),
      payload: expect.objectContaining({ subject: 'evt.quiz.attempt.passed.v1' }),
    });
  });

  it('describe a request, its reply and its errors completely', async () => {
    const page = readPage((await read('/events/user-progress.enrollment.get')).body);
    const part = (from: string, to: string): string[] =>
      page.slice(page.indexOf(from), page.indexOf(to, page.indexOf(from)));
    expect(page.slice(2, 7)).toEqual([
      'Whether and how a learner is enrolled in a course.',
      'Handled by',
      'user-progress',
      'Callers',
      'course, quiz, review',
    ]);
    expect(part('data object required', 'Headers')).toEqual([
      'data object required',
      'Fields of data',
      'data.userId string required',
      'The learner',
      'format uuid',
      'data.courseId string required',
      'The course that may be learned',
      'format uuid',
      'data.withLocks boolean',
      'Whether the reply says which sections are still locked; no when left out',
    ]);
    // No headers come with it.
    expect(part('response object required', 'Example')).toEqual([
      'response object required',
      'Fields of response',
      'response.enrollment object or null required',
      'Null when the user was never enrolled in the course',
      'Fields of response.enrollment',
      'response.enrollment.enrollmentId string required',
      'The enrollment of the learner in the course',
      'format uuid',
      'response.enrollment.status string required',
      'Whether the learner has access',
      'one of active, completed, suspended, ended',
      'response.enrollment.publication integer required',
      expect.stringMatching(/./),
      expect.stringMatching(/^minimum 1/),
      'response.enrollment.percent number required',
      'Completed lessons of that publication, 0–100',
      'minimum 0 · maximum 100',
      'response.enrollment.locks list of object',
      'The sections that the learner cannot open yet; left out unless requested',
      'minItems 0 · maxItems 1000',
      'Fields of response.enrollment.locks',
      'response.enrollment.locks[].sectionId string required',
      'The section',
      'format uuid',
      'response.enrollment.locks[].availableAt string or null required',
      'When it opens by its release; null when only lessons are missing',
      'format date-time',
      'response.enrollment.locks[].missingLessons integer required',
      'How many lessons of the sections before have to be completed first',
      expect.stringMatching(/^minimum 0/),
      'response.enrollment.locks[].openLessonIds list of string required',
      'Its lessons that the learner has completed, which stay open',
      'minItems 0 · maxItems 5000 · format uuid',
      'response.enrollment.locks[].quizIds list of string required',
      'The quizzes of its lessons that are locked',
      'minItems 0 · maxItems 5000 · format uuid',
      'isDisposed boolean required',
      'The last packet of the response: there is only one',
      'one of true',
    ]);
    const failures = page.slice(page.lastIndexOf('Failure'));
    expect(failures).toContain('err.errors list of object');
    expect(failures.filter((line) => /^[a-z_]+\.[a-z_]+$/.test(line))).toEqual(
      expect.arrayContaining(['request.invalid', 'auth.forbidden', 'internal.error']),
    );
  });

  it('describe the items and limits of a list', async () => {
    const page = readPage((await read('/events/course.offer.get-many')).body);
    expect(page).toEqual(
      expect.arrayContaining([
        'data.courseIds list of string required',
        'The courses to describe',
        'minItems 0 · maxItems 100 · format uuid',
        'response.courses list of object required',
        'Those that were ever published',
        'minItems 0 · maxItems 1000',
        'response.courses[].title string required',
        'As in the newest publication',
        'minLength 1 · maxLength 200',
      ]),
    );
  });

  it('link to the services involved', async () => {
    const paid = await read('/events/evt.order.order.paid.v1');
    for (const service of ['order', 'user-progress']) {
      expect(paid.body).toContain(`<a href="/events#${service}">${service}</a>`);
    }
    const { body } = await read('/events/user-progress.enrollment.get');
    for (const caller of ['course', 'quiz', 'review']) {
      expect(body).toContain(`<a href="/events#${caller}">${caller}</a>`);
    }
    expect(body).toContain('upstream.unavailable');
  });

  it.each(subjects)('describe %s without gaps', async (subject) => {
    const { statusCode, body } = await read(`/events/${subject}`);
    expect(statusCode).toBe(200);
    expect(readPage(body).join(' ')).not.toMatch(/undefined|\[object|anything|`/);
  });

  it('return 404 for an unknown subject', async () => {
    for (const odd of ['evt.order.order.paid.v9', 'course.offer.get-many.reply', '%3Cscript%3E']) {
      const { statusCode, body, headers } = await read(`/events/${odd}`);
      expect(statusCode).toBe(404);
      expect(headers['content-type']).toContain('text/html');
      expect(body).not.toContain('<script>');
    }
  });
});
