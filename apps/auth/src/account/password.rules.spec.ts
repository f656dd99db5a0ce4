import { passwordFaults } from './password.rules';

const owner = { email: 'ada@example.com', name: 'Ada King Lovelace' };

function codes(password: string, common: readonly string[] = []): string[] {
  return passwordFaults(password, owner, common).map(({ code }) => code);
}

describe('passwordFaults', () => {
  it.each(['Password123', 'password-1', 'PASSWORD-1', 'Pass-word', 'fifteen letters'])(
    'accepts %s',
    (password) => {
      expect(codes(password)).toEqual([]);
    },
  );

  it.each(['password', 'password1', 'PASSWORD1', '12345678', 'fourteenlettrs'])(
    'rejects %s as too simple',
    (password) => {
      expect(codes(password)).toEqual(['password.too_simple']);
    },
  );

  it('counts letters of every script', () => {
    expect(codes('Пароль12')).toEqual([]);
    expect(codes('пароль12')).toEqual(['password.too_simple']);
  });

  it('rejects a name or address in any case, but ignores parts of up to three letters', () => {
    expect(codes('xLOVELACE1!')).toEqual(['password.personal']);
    expect(codes('Ada@example.com1')).toEqual(['password.personal']);
    expect(codes('Canada-2026')).toEqual([]);
  });

  it('rejects common passwords in any case', () => {
    expect(codes('Summer2026!', ['summer2026!'])).toEqual(['password.common']);
  });
});
