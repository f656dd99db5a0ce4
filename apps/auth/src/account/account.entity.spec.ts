import { newId } from '@course-plateform/common/kernel';
import { Role } from '@course-plateform/types/platform';
import { Account, emailKeyOf } from './account.entity';

const now = new Date('2026-01-01T00:00:00Z');
const later = new Date('2026-01-02T00:00:00Z');

function anAccount(): Account {
  return new Account({
    id: newId(),
    email: 'John.Doe@Example.com',
    passwordHash: 'hash',
    role: Role.user,
    locale: 'en',
    now,
  });
}

describe('Account', () => {
  it('matches its address case-insensitively and keeps it as typed', () => {
    expect(anAccount()).toMatchObject({
      email: 'John.Doe@Example.com',
      emailKey: 'john.doe@example.com',
    });
    expect(emailKeyOf('Jo@BÜCHER.example')).toBe('jo@xn--bcher-kva.example');
    expect(emailKeyOf('JOS\u00c9@x.test')).toBe(emailKeyOf('jose\u0301@x.test'));
  });

  it('applies only newer language and time zone changes', () => {
    const account = anAccount();
    const address = 'John.Doe@Example.com';
    expect(account.recipient).toEqual({ address, locale: 'en', timezone: 'UTC' });
    const french = { locale: 'fr', timezone: 'Europe/Paris' };
    const spanish = { locale: 'es', timezone: 'Europe/Madrid' };
    expect(account.followPreferences(french, 3, later)).toBe(true);
    expect(account.followPreferences(spanish, 2, later)).toBe(false);
    expect(account.recipient).toEqual({ address, ...french });
  });

  it('applies only newer role changes', () => {
    const account = anAccount();
    account.followRole(Role.instructor, 3, later);
    account.followRole(Role.user, 2, later);
    account.followRole(Role.user, 3, later);
    expect(account).toMatchObject({ role: Role.instructor, roleVersion: 3, updatedAt: later });
  });

  it('records when its address was first confirmed', () => {
    const account = anAccount();
    account.verifyEmail(now);
    account.verifyEmail(later);
    expect(account.emailVerifiedAt).toEqual(now);
  });
});
