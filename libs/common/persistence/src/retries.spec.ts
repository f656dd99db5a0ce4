import { DriverException, OptimisticLockError } from '@mikro-orm/core';
import { isPlanOutdated, retryConflicts, retryConflictsAndLostUpdates } from './retries';

function ofDatabase(code: string | number, message = 'no'): DriverException {
  return new DriverException(Object.assign(new Error(message), { code }));
}

const OUTDATED = 'cached plan must not change result type';

describe('a transaction aborted by a conflict', () => {
  beforeEach(() => {
    // The pauses are of chance, and as short as they can be.
    jest.spyOn(Math, 'random').mockReturnValue(0);
  });

  afterEach(() => jest.restoreAllMocks());

  it.each([
    ['a write conflict of MongoDB', ofDatabase(112)],
    ['a serialization failure', ofDatabase('40001')],
    ['a deadlock', ofDatabase('40P01')],
    ['a plan that is outdated', ofDatabase('0A000', OUTDATED)],
  ])('is retried after %s', async (_what, failure) => {
    for (const again of [retryConflicts<string>, retryConflictsAndLostUpdates<string>]) {
      const work = jest.fn(() => Promise.resolve('done')).mockRejectedValueOnce(failure);
      expect(await again(work)).toBe('done');
      expect(work).toHaveBeenCalledTimes(2);
    }
  });

  it.each([
    ['another failure of the database', ofDatabase('23505')],
    ['a failure that only looks like one', Object.assign(new Error('no'), { code: '40001' })],
    ['what is no error', 'no'],
  ])('is not retried after %s', async (_what, failure) => {
    for (const again of [retryConflicts<never>, retryConflictsAndLostUpdates<never>]) {
      const work = jest.fn(() => Promise.reject<never>(failure as Error));
      await expect(again(work)).rejects.toBe(failure);
      expect(work).toHaveBeenCalledTimes(1);
    }
  });

  it('by a lost update is retried only if it is not based on a version that a user has read', async () => {
    const failure = OptimisticLockError.lockFailed('Note');
    const work = jest.fn(() => Promise.reject<never>(failure));
    await expect(retryConflicts(work)).rejects.toBe(failure);
    expect(work).toHaveBeenCalledTimes(1);
    const event = jest.fn(() => Promise.resolve('done')).mockRejectedValueOnce(failure);
    expect(await retryConflictsAndLostUpdates(event)).toBe('done');
  });

  it('fails in the end: sooner for a request than in the background', async () => {
    const failure = ofDatabase('40001');
    const work = jest.fn(() => Promise.reject<never>(failure));
    await expect(retryConflicts(work)).rejects.toBe(failure);
    expect(work).toHaveBeenCalledTimes(8);
    work.mockClear();
    await expect(retryConflictsAndLostUpdates(work)).rejects.toBe(failure);
    expect(work).toHaveBeenCalledTimes(30);
  });

  it.each([
    [true, ofDatabase('0A000', OUTDATED)],
    [false, ofDatabase('0A000', 'cannot do this')],
    [false, ofDatabase('40001', OUTDATED)],
    [false, new Error(OUTDATED)],
    [false, { code: '0A000', message: OUTDATED }],
  ])('has an outdated plan: %s', (expected, error) => {
    expect(isPlanOutdated(error)).toBe(expected);
  });
});
