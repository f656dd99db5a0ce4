import type { FastifyInstance } from 'fastify';
import { createLogger } from '@course-plateform/common/observability';
import { SERVICES } from '@course-plateform/types/platform';
import asyncapi from '../src/asyncapi.json';
import { GatewaySettings } from '../src/env';
import { createGateway } from '../src/gateway';
import { readPage, titleOf } from './page-text';

describe('events and questions in the portal', () => {
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

  it('are there for programs as the AsyncAPI document', async () => {
    const answer = await read('/asyncapi.json');
    expect(answer.headers['content-type']).toContain('application/json');
    expect(answer.json()).toEqual(asyncapi);
  });

  it('are found from the first page, service by service', async () => {
    expect((await read('/')).body).toContain('href="/events"');
    const { body, headers } = await read('/events');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    for (const { name } of SERVICES) expect(body).toContain(`<section id="${name}">`);
    for (const subject of subjects) expect(body).toContain(`href="/events/${subject}"`);
    expect(body).toContain('href="/asyncapi.json"');
  });

  it('are counted, and listed under whoever takes part in them', async () => {
    const { body } = await read('/events');
    expect(titleOf(body)).toBe('Events and questions – Course Plateform');
    const page = readPage(body);
    const events = subjects.filter((subject) => subject.startsWith('evt.')).length;
    expect(page.join(' ')).toContain(
      `${events} events and ${subjects.length - events} questions. The same`,
    );
    const section = (name: string, next: string): string[] =>
      page.slice(page.lastIndexOf(name), page.lastIndexOf(next));
    expect(section('category', 'course')).toEqual([
      'category',
      'Answers',
      'Subject | Meaning | Asked by',
      'category.category.get-many | Some categories; those that do not exist are left out. | course',
      'category.category.get-subtree | A category with all below it. | course',
      'Listens to',
      'evt.course.course.published.v1',
      'evt.course.course.unpublished.v1',
      'Asks',
      'course.course.count-by-category',
    ]);
    expect(section('certificate', 'interaction')).toEqual([
      'certificate',
      'Tells',
      'Subject | Meaning | Listening',
      'evt.certificate.certificate.issued.v1 | A learner holds a certificate for an enrolment now. | nobody yet',
      'Listens to',
      'evt.user-progress.course.completed.v1',
      'evt.user.profile.erased.v1',
      'Asks',
      'user.profile.get-many',
    ]);
  });

  it('say everything about an event', async () => {
    const { body } = await read('/events/evt.quiz.attempt.passed.v1');
    expect(titleOf(body)).toBe('evt.quiz.attempt.passed.v1 – Course Plateform');
    const page = readPage(body);
    const example = page.indexOf('Example');
    expect(page.slice(0, example)).toEqual([
      'All events and questions',
      'evt.quiz.attempt.passed.v1',
      'A learner has reached the pass mark of a quiz.',
      'Told by',
      'quiz',
      'Listening',
      'user-progress (progress-quiz)',
      'The event',
      'Fields',
      'Name | Type | Rules | Meaning',
      'id | string | format uuid | The same at every delivery and replay',
      'subject | string | one of evt.quiz.attempt.passed.v1 |',
      'aggregateType | string | | What it is about',
      'aggregateId | string | format uuid | Events of one aggregate keep their order',
      "aggregateVersion | integer | minimum 1 | The aggregate's version after the change",
      'occurredAt | string | format date-time |',
      'payload | object | | A learner has reached the pass mark.',
      'payload.attemptId | string | format uuid |',
      'payload.quizId | string | format uuid |',
      'payload.courseId | string | format uuid |',
      'payload.userId | string | format uuid |',
      'payload.scorePercent | number | minimum 0 · maximum 100 |',
      'Headers',
      'Name | Type | Rules | Meaning',
      expect.stringMatching(/^Nats-Msg-Id \| string \| format uuid \| The id of the event,/),
      'traceparent | string, optional | | The trace it belongs to (W3C Trace Context)',
      'actor | string, optional | format uuid | The user who caused it; absent when nobody did',
    ]);
    expect(JSON.parse(page.slice(example + 1).join(''))).toEqual({
      headers: expect.any(Object),
      payload: expect.objectContaining({ subject: 'evt.quiz.attempt.passed.v1' }),
    });
  });

  it('say everything about a question, its answer and its refusals', async () => {
    const page = readPage((await read('/events/user-progress.enrollment.get')).body);
    const part = (from: string, to: string): string[] =>
      page.slice(page.indexOf(from), page.indexOf(to, page.indexOf(from)));
    expect(page.slice(2, 7)).toEqual([
      'Whether and how a learner is enrolled in a course.',
      'Answered by',
      'user-progress',
      'Asked by',
      'course, quiz, review',
    ]);
    expect(part('The question', 'Headers')).toEqual([
      'The question',
      'Fields',
      'Name | Type | Rules | Meaning',
      'id | string | | Counts the questions of the asker',
      'pattern | string | one of user-progress.enrollment.get |',
      'data | object | |',
      'data.userId | string | format uuid |',
      'data.courseId | string | format uuid |',
    ]);
    // No headers come with it.
    expect(part('The answer', 'Example')).toEqual([
      'The answer',
      'Fields',
      'Name | Type | Rules | Meaning',
      'id | string, optional | | That of the question',
      'response | object | |',
      expect.stringMatching(/^response\.enrollment \| object or null \| \| A learner's access/),
      'response.enrollment.enrollmentId | string | format uuid |',
      'response.enrollment.status | string | one of active, completed, ended |',
      expect.stringMatching(/^response\.enrollment\.publication \| integer \| minimum 1 ·/),
      'response.enrollment.percent | number | minimum 0 · maximum 100 |',
      'isDisposed | boolean | one of true |',
    ]);
    const refusals = page.slice(page.indexOf('When it is refused'));
    expect(refusals).toContain('err.errors | list of object, optional | |');
    expect(refusals.filter((line) => /^[a-z_]+\.[a-z_]+$/.test(line))).toEqual(
      expect.arrayContaining(['request.invalid', 'auth.forbidden', 'internal.error']),
    );
  });

  it('say of a list what is in it, and what holds for both', async () => {
    const page = readPage((await read('/events/course.offer.get-many')).body);
    expect(page).toEqual(
      expect.arrayContaining([
        'data.courseIds | list of string | minItems 0 · maxItems 100 · format uuid |',
        'response.courses | list of object | minItems 0 · maxItems 1000 | Those that were ever published',
        'response.courses[].title | string | minLength 1 · maxLength 200 |',
      ]),
    );
  });

  it('say who tells an event, who listens for what, and every field of it', async () => {
    const { body } = await read('/events/evt.order.order.paid.v1');
    expect(body).toMatch(/Told by<\/dt><dd><a href="\/events#order">order</);
    expect(body).toMatch(
      /Listening<\/dt><dd><a href="\/events#user-progress">[^)]*enrollment-grant/,
    );
    for (const field of [
      'aggregateVersion',
      'payload.lines',
      'payload.lines[].price.amountMinor',
    ]) {
      expect(body).toContain(`<code>${field}</code>`);
    }
    expect(body).toContain('maximum 1000000000000');
    expect(body).toContain('The publication that was sold');
    expect(body).toContain('<code>traceparent</code>');
  });

  it('say who asks a question, what is answered, and what it is refused with', async () => {
    const { body } = await read('/events/user-progress.enrollment.get');
    expect(body).toMatch(/Answered by<\/dt><dd><a href="\/events#user-progress">/);
    for (const asker of ['course', 'quiz', 'review']) {
      expect(body).toContain(`<a href="/events#${asker}">${asker}</a>`);
    }
    expect(body).toContain('<code>data.courseId</code>');
    expect(body).toContain('<td>object or null</td>');
    expect(body).toContain('one of active, completed, ended');
    expect(body).toContain('<code>x-deadline-ms</code>');
    expect(body).toContain('neighbour.unavailable');
  });

  it.each(subjects)('explain %s without a script', async (subject) => {
    const { statusCode, body } = await read(`/events/${subject}`);
    expect(statusCode).toBe(200);
    expect(body).not.toContain('<script');
    expect(body).not.toMatch(/undefined|\[object|anything|`/);
  });

  it('answer 404 for a subject that nobody uses', async () => {
    for (const odd of ['evt.order.order.paid.v9', 'course.offer.get-many.reply', '%3Cscript%3E']) {
      const { statusCode, body, headers } = await read(`/events/${odd}`);
      expect(statusCode).toBe(404);
      expect(headers['content-type']).toContain('text/html');
      expect(body).not.toContain('<script');
    }
  });
});
