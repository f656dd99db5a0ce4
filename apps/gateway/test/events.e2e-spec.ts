import type { FastifyInstance } from 'fastify';
import { createLogger } from '@course-plateform/common/observability';
import { SERVICES } from '@course-plateform/types/platform';
import asyncapi from '../src/asyncapi.json';
import { GatewaySettings } from '../src/env';
import { createGateway } from '../src/gateway';

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
