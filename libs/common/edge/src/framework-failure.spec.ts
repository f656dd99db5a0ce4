import { RequestMalformed } from '@course-plateform/common/kernel';
import { MediaTypeUnsupported } from './errors';
import { frameworkFailure } from './framework-failure';

function refusal(fields: object): Error {
  return Object.assign(new Error('no'), fields);
}

describe('errors of the framework', () => {
  it.each([
    [{ statusCode: 404 }, 404, 'request.route_not_found'],
    [{ statusCode: 413 }, 413, 'request.too_large'],
    [{ statusCode: 415 }, 415, 'request.unsupported_media_type'],
    [{ statusCode: 400 }, 400, 'request.malformed'],
    [{ statusCode: 500, code: 'FST_ERR_CTP_INVALID_CONTENT_LENGTH' }, 400, 'request.malformed'],
    [{ statusCode: 401 }, 400, 'request.rejected'],
    [{ statusCode: 499 }, 400, 'request.rejected'],
  ])('map %j', (fields, status, code) => {
    const cause = refusal(fields);
    expect(frameworkFailure(cause)).toMatchObject({ status, code, cause });
  });

  it.each([
    ['a defect', refusal({ statusCode: 500 })],
    ['a redirection', refusal({ statusCode: 302 })],
    ['an error without a status', new Error('no')],
    ['a status that is none', refusal({ statusCode: '404' })],
    ['what is no error', { statusCode: 404, code: 'FST_ERR_CTP_EMPTY_TYPE' }],
    ['nothing', undefined],
  ])('do not map %s', (_what, cause) => {
    expect(frameworkFailure(cause)).toBeUndefined();
  });

  it('keep our own errors, and errors that the framework passes along', () => {
    const ours = new MediaTypeUnsupported();
    expect(frameworkFailure(ours)).toBe(ours);
    expect(frameworkFailure(new Error('no'), 400)).toBeInstanceOf(RequestMalformed);
  });
});
