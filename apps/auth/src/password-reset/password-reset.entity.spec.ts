import { TransitionNotAllowed } from '@course-plateform/common/kernel';
import { PasswordReset, PasswordResetState } from './password-reset.entity';

const now = new Date('2026-01-01T12:00:00Z');
const later = new Date('2026-01-01T12:15:00Z');

function aReset(): PasswordReset {
  return new PasswordReset({
    ...{ accountId: null, emailHash: 'e', tokenHash: 't' },
    expiresAt: later,
    now,
  });
}

describe('PasswordReset', () => {
  it('can be used once', () => {
    const reset = aReset();
    expect(reset.isUsable(now)).toBe(true);
    reset.use(now);
    expect(reset).toMatchObject({ state: PasswordResetState.used, endedAt: now });
    expect(reset.isUsable(now)).toBe(false);
    expect(() => reset.use(now)).toThrow(TransitionNotAllowed);
    expect(() => reset.giveWay(now)).toThrow(TransitionNotAllowed);
  });

  it('cannot be used after it has expired', () => {
    expect(aReset().isUsable(later)).toBe(false);
  });

  it('ends as superseded while it is valid, and as expired afterwards', () => {
    const [good, old] = [aReset(), aReset()];
    good.giveWay(now);
    old.giveWay(later);
    expect([good.state, old.state]).toEqual(['superseded', 'expired']);
    expect(good.isUsable(now)).toBe(false);
  });
});
