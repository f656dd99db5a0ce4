import { firstAdminProblems } from './first-admin.rules';

describe('first admin settings', () => {
  const email = 'admin@example.com';

  it('accepts valid settings and none at all', () => {
    expect(firstAdminProblems(undefined, undefined, [])).toEqual([]);
    expect(firstAdminProblems(email, 'Correct-horse-1', [])).toEqual([]);
  });

  it.each([
    [email, undefined, 'FIRST_ADMIN_EMAIL, FIRST_ADMIN_PASSWORD: set both, or neither'],
    [undefined, 'Correct-horse-1', 'FIRST_ADMIN_EMAIL, FIRST_ADMIN_PASSWORD: set both, or neither'],
    ['nobody', 'Correct-horse-1', expect.stringMatching(/^FIRST_ADMIN_EMAIL: /)],
    [email, 'Short-1', expect.stringMatching(/^FIRST_ADMIN_PASSWORD: /)],
    [email, 'only-letters', expect.stringMatching(/^FIRST_ADMIN_PASSWORD: needs three of/)],
    [email, 'Common-pass-1', 'FIRST_ADMIN_PASSWORD: is one of the most common passwords'],
  ])('reports the problem with address %s and password %s', (address, password, problem) => {
    expect(firstAdminProblems(address, password, ['common-pass-1'])).toEqual([problem]);
  });
});
