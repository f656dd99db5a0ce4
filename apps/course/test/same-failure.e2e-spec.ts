import { Module } from '@nestjs/common';
import { LOCALE, type Locale } from '@course-plateform/common/i18n';
import { DomainError, RequestContext, toProblem } from '@course-plateform/common/kernel';
import { type TestService, startTestService } from '@course-plateform/common/testing';
import { AppModule, service } from '../src/app.module';
import { FailingModule, raiseUnchecked } from './failing.module';

@Module({ imports: [AppModule, FailingModule] })
class AppThatFails {}

/** What must be the same whichever way a caller came. */
type Output = Record<string, unknown>;

describe('an error', () => {
  let course: TestService;

  beforeAll(async () => {
    course = await startTestService({ ...service, module: AppThatFails });
  });

  afterAll(() => course.stop());

  async function overHttp(input: object, locale: Locale): Promise<Output> {
    const response = await course.http
      .post('/api/v1/failures')
      .set('Accept-Language', locale)
      .send(input);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.headers['content-language']).toBe(locale);
    expect(response.body.status).toBe(response.status);
    return response.body;
  }

  async function overGraphql(input: object, locale: Locale): Promise<Output> {
    const query = 'query ($input: FailureRequest!) { failure(input: $input) }';
    const response = await course.http
      .post('/course/graphql')
      .set('Accept-Language', locale)
      .send({ query, variables: { input } });
    expect(response.headers['content-language']).toBe(locale);
    const [error] = response.body.errors;
    expect(error.message).toBe(error.extensions.detail);
    return error.extensions;
  }

  async function overNats(input: object, locale: Locale): Promise<Output> {
    const context = new RequestContext().set(LOCALE, locale);
    const refusal: unknown = await RequestContext.run(context, () =>
      course.rpc.request(raiseUnchecked, input),
    ).catch((error: unknown) => error);
    if (!(refusal instanceof DomainError)) throw refusal;
    return toProblem(refusal, { translate: (_code, _part, english) => english });
  }

  /** Where and when it happened differs, everything else must not. */
  function output({ instance: _instance, traceId: _traceId, ...rest }: Output): Output {
    return rest;
  }

  it.each([
    ['a refusal', { kind: 'refusal' }, 404, 'course.not_found'],
    ['a refusal with numbers', { kind: 'refusalWithNumbers' }, 422, 'course.price_too_high'],
    ['a refusal that tells more', { kind: 'refusalWithMore' }, 409, 'state.transition_not_allowed'],
    ['a token that has ended', { kind: 'endedToken' }, 401, 'auth.token_expired'],
    ['a lost update', { kind: 'lostUpdate' }, 412, 'request.precondition_failed'],
    ['an unavailable database', { kind: 'databaseUnavailable' }, 503, 'service.unavailable'],
    [
      'an unavailable upstream service',
      { kind: 'upstreamUnavailable' },
      503,
      'upstream.unavailable',
    ],
    ['a defect', { kind: 'defect' }, 500, 'internal.error'],
    ['an invalid field', { kind: 'x'.repeat(21) }, 422, 'request.invalid'],
    ['an empty field', { kind: '' }, 422, 'request.invalid'],
  ])('is the same over HTTP, GraphQL and NATS: %s', async (_what, input, status, code) => {
    for (const locale of ['en', 'ar', 'fr'] as const) {
      const http = output(await overHttp(input, locale));
      expect(http).toMatchObject({ status, code, type: `/errors/${code}` });
      expect(JSON.stringify(http)).not.toContain('1234');
      expect(output(await overGraphql(input, locale))).toEqual(http);
      expect(output(await overNats(input, locale))).toEqual(http);
    }
  });

  it('is the same for an unreadable request body', async () => {
    for (const path of ['/api/v1/courses', '/api/v1/failures', '/course/graphql']) {
      const response = await course.http
        .post(path)
        .set('Content-Type', 'application/json')
        .send('{"kind":');
      expect([response.status, response.body.code]).toEqual([400, 'request.malformed']);
    }
  });

  it('of an upstream service is passed on with its texts', async () => {
    const input = { kind: 'upstreamRefuses' };
    const words = {
      status: 403,
      code: 'course.own_submission',
      title: 'Ya traducido {así}',
      detail: 'Lo que ha dicho el otro.',
    };
    expect(await overGraphql(input, 'fr')).toMatchObject(words);
    expect(await overNats(input, 'fr')).toMatchObject(words);
  });

  it('formats the numbers of a broken rule in the caller’s language', async () => {
    const detail = async (locale: Locale) => {
      const { errors } = await overHttp({ kind: '' }, locale);
      return errors;
    };
    expect(await detail('fr')).toEqual([
      {
        pointer: '/kind',
        code: 'field.is_length',
        detail: 'doit avoir entre 1 et 20 caractères',
      },
    ]);
    expect(await detail('en')).toMatchObject([{ detail: 'must have 1 to 20 characters' }]);
  });
});
