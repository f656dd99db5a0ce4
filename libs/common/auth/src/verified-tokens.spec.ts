import { Role } from '@course-plateform/types/platform';
import type { Caller } from './caller';
import { VerifiedTokens } from './verified-tokens';

function callerWith(token: string): Caller {
  return {
    userId: 'u',
    sessionId: 's',
    role: Role.user,
    roleVersion: 0,
    permissions: new Set(),
    token,
  };
}

describe('VerifiedTokens', () => {
  it('evicts the least recently used token when it is full', () => {
    const tokens = new VerifiedTokens(2);
    tokens.add(callerWith('a'), 1000);
    tokens.add(callerWith('b'), 1000);
    expect(tokens.get('a', 0)?.token).toBe('a');
    tokens.add(callerWith('c'), 1000);
    expect(tokens.get('b', 0)).toBeUndefined();
    expect(tokens.get('a', 0)?.token).toBe('a');
    expect(tokens.get('c', 0)?.token).toBe('c');
  });

  it('evicts a token when it expires', () => {
    const tokens = new VerifiedTokens(2);
    tokens.add(callerWith('a'), 1000);
    expect(tokens.get('a', 999)).toBeDefined();
    expect(tokens.get('a', 1000)).toBeUndefined();
    expect(tokens.get('a', 0)).toBeUndefined();
  });
});
