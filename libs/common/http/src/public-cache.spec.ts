import { RequestContext, SECOND_MS } from '@course-plateform/common/kernel';
import { limitPublicCache, limitedPublicCache } from './public-cache';

function limitedTo(...milliseconds: number[]): string | undefined {
  const context = new RequestContext();
  RequestContext.run(context, () => milliseconds.forEach(limitPublicCache));
  return limitedPublicCache(context);
}

describe('a public response', () => {
  it.each([
    [Number.POSITIVE_INFINITY, 'public, max-age=60, stale-while-revalidate=300'],
    [361 * SECOND_MS, 'public, max-age=60, stale-while-revalidate=300'],
    [300 * SECOND_MS, 'public, max-age=60, stale-while-revalidate=240'],
    [60 * SECOND_MS, 'public, max-age=60'],
    [59_999, 'public, max-age=59'],
    [999, 'public, max-age=0'],
    [-1, 'public, max-age=0'],
  ])('that may be shown for %d ms is kept and refreshed within that time', (limit, header) => {
    expect(limitedTo(limit)).toBe(header);
  });

  it('follows the nearest of several limits', () => {
    expect(limitedTo(30_000, 10_000, 20_000)).toBe('public, max-age=10');
  });

  it('is unchanged without one', () => {
    expect(limitedTo()).toBeUndefined();
    expect(limitedPublicCache(undefined)).toBeUndefined();
    expect(() => limitPublicCache(1)).not.toThrow();
  });
});
