import { TransitionNotAllowed, newId } from '@course-plateform/common/kernel';
import { Role } from '@course-plateform/types/platform';
import { UserProfile } from './profile.entity';

const now = new Date('2026-01-01T00:00:00Z');
const later = new Date('2026-01-02T00:00:00Z');

function aProfile(change: { firstName?: string; lastName?: string; role?: Role } = {}) {
  return new UserProfile({
    id: newId(),
    firstName: 'Ada',
    lastName: 'Lovelace',
    role: Role.user,
    phone: '+1234567890',
    locale: 'en',
    now,
    ...change,
  });
}

describe('UserProfile', () => {
  it('changes given fields, removes null fields and keeps the rest', () => {
    const profile = aProfile();
    profile.edit({ headline: 'Countess', phone: null, links: [{ label: 'a', url: 'b' }] }, later);
    expect(profile).toMatchObject({
      firstName: 'Ada',
      headline: 'Countess',
      phone: null,
      updatedAt: later,
    });
    profile.edit({ headline: null, links: null, firstName: 'Augusta' }, later);
    expect(profile).toMatchObject({ name: 'Augusta Lovelace', headline: null, links: [] });
  });

  it.each([
    ['Zoë', 'Ångström', /^zoe-angstrom-[0-9a-f]{12}$/],
    ["Mary-Ann O'Neil", 'Jr.', /^mary-ann-o-neil-jr-[0-9a-f]{12}$/],
    ['محمد', 'الخوارزمي', /^محمد-الخوارزمي-[0-9a-f]{12}$/],
    ['민준', '김', /^민준-김-[0-9a-f]{12}$/],
    ['🎨', '!', /^instructor-[0-9a-f]{12}$/],
    ['x'.repeat(100), 'y'.repeat(100), /^x{60}-[0-9a-f]{12}$/],
  ])('gives the instructor %s %s a slug', (firstName, lastName, address) => {
    const profile = aProfile({ firstName, lastName });
    profile.changeRole(Role.instructor, later);
    expect(profile.slug).toMatch(address);
    expect(profile.isInstructor).toBe(true);
  });

  it('keeps the slug when role or name changes', () => {
    const profile = aProfile();
    profile.changeRole(Role.instructor, now);
    const { slug } = profile;
    profile.changeRole(Role.user, now);
    profile.edit({ lastName: 'Byron' }, now);
    profile.changeRole(Role.instructor, now);
    expect(profile.slug).toBe(slug);
  });

  it('rejects the current role, naming the allowed ones', () => {
    const profile = aProfile({ role: Role.admin });
    expect(() => profile.changeRole(Role.admin, later)).toThrow(TransitionNotAllowed);
    expect(profile.updatedAt).toEqual(now);
  });
});
