import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { FALLBACK_LOCALE, FALLBACK_TIMEZONE } from '@course-plateform/common/i18n';
import { type Transitions, searchWords, slugOf, transition } from '@course-plateform/common/kernel';
import { Aggregate, applyChanges } from '@course-plateform/common/persistence';
import { Role, describeEnum } from '@course-plateform/types/platform';
import { FORMER_LEARNER } from '@course-plateform/types/user';

/** How a user may get from one role to another. */
const ROLE_TRANSITIONS: Transitions<Role> = {
  [Role.user]: [Role.instructor, Role.admin],
  [Role.instructor]: [Role.user, Role.admin],
  [Role.admin]: [Role.user, Role.instructor],
};

/** Whether a user may be here. */
export enum ProfileStatus {
  active = 'active',
  suspended = 'suspended',
  /** Gone for good; what is left tells nobody who it was. */
  erased = 'erased',
}

describeEnum(ProfileStatus, {
  active: 'May sign in',
  suspended: 'Cannot sign in until the suspension ends',
  erased: 'Gone for good; nothing that is left identifies the user',
});

const STATUS_TRANSITIONS: Transitions<ProfileStatus> = {
  [ProfileStatus.active]: [ProfileStatus.suspended, ProfileStatus.erased],
  [ProfileStatus.suspended]: [ProfileStatus.active, ProfileStatus.erased],
  [ProfileStatus.erased]: [],
};

/** The words of a name as they are searched, each behind a blank: `İnci 김` → ` inci 김`. */
export function searchNameOf(name: string): string {
  return searchWords(name)
    .map((word) => ` ${word}`)
    .join('');
}

/** A page of a user elsewhere. */
export interface ProfileLink {
  readonly label: string;
  readonly url: string;
}

/** What users change about themselves. Absent leaves as it is, null removes (RFC 7396). */
export interface ProfileChange {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly headline?: string | null;
  readonly bio?: string | null;
  readonly links?: readonly ProfileLink[] | null;
  readonly phone?: string | null;
  readonly locale?: string;
  readonly timezone?: string;
}

/** The root collation of Unicode (CLDR), which puts no language before another: apple, Äpfel, Zoo. */
const NAME_ORDER = 'und-x-icu';

/** How much of a name goes into the address of an instructor, in UTF-16 units. */
const INSTRUCTOR_NAME_MAX = 60;

/** A user: shares the id of the account in the auth service. */
@Entity({ tableName: 'user_profile' })
@Index({
  name: 'user_profile_role_last_name',
  properties: ['role', 'status', 'lastName', 'firstName', 'id'],
})
@Index({ name: 'user_profile_created_at', properties: ['createdAt', 'id'] })
@Index({ name: 'user_profile_role', properties: ['role', 'createdAt', 'id'] })
@Index({ name: 'user_profile_status', properties: ['status', 'createdAt', 'id'] })
@Index({ name: 'user_profile_role_status', properties: ['role', 'status', 'createdAt', 'id'] })
// Trigrams find the beginning of any word of a name, the last name as well; an index of the sorted names would find the
// beginning of the whole only. Who may create a table may create this extension: PostgreSQL trusts it since version 13.
@Index({
  name: 'user_profile_search_name',
  expression:
    'create index "user_profile_search_name" on "user_profile" using gin ("search_name" gin_trgm_ops)',
})
export class UserProfile extends Aggregate {
  @Property({ type: 'text', collation: NAME_ORDER })
  firstName: string;

  @Property({ type: 'text', collation: NAME_ORDER })
  lastName: string;

  /** See `searchNameOf`. The default is for processes of the version before, which leave it to the database. */
  @Property({ type: 'text', collation: NAME_ORDER, default: '' })
  searchName: string;

  @Property({ type: 'text' })
  role: Role;

  @Property({ type: 'text', default: ProfileStatus.active })
  status: ProfileStatus = ProfileStatus.active;

  /** The last part of an instructor's public address; nobody else has one. */
  @Property({ type: 'text', nullable: true })
  @Unique({ name: 'user_profile_slug_unique' })
  slug: string | null = null;

  @Property({ type: 'text', nullable: true })
  headline: string | null = null;

  @Property({ type: 'text', nullable: true })
  bio: string | null = null;

  @Property({ type: 'json' })
  links: readonly ProfileLink[] = [];

  /** E.164. */
  @Property({ type: 'text', nullable: true })
  phone: string | null;

  /** The language mails and messages are written in. */
  @Property({ type: 'text' })
  locale: string;

  /** A name of the IANA time zone database. */
  @Property({ type: 'text' })
  timezone: string = FALLBACK_TIMEZONE;

  /** Part of the address of the picture, which changes with it; null without one. */
  @Property({ type: 'text', nullable: true })
  avatarVersion: string | null = null;

  constructor(profile: {
    id: string;
    firstName: string;
    lastName: string;
    role: Role;
    phone: string | null;
    locale: string;
    now: Date;
  }) {
    super(profile.now, profile.id);
    this.firstName = profile.firstName;
    this.lastName = profile.lastName;
    this.searchName = searchNameOf(this.name);
    this.role = profile.role;
    this.phone = profile.phone;
    this.locale = profile.locale;
  }

  get name(): string {
    return `${this.firstName} ${this.lastName}`;
  }

  get isInstructor(): boolean {
    return this.role === Role.instructor;
  }

  get isErased(): boolean {
    return this.status === ProfileStatus.erased;
  }

  edit(change: ProfileChange, now: Date): void {
    const { firstName, lastName, locale, timezone, headline, bio, phone } = change;
    const links = change.links === null ? [] : change.links;
    const searchName = searchNameOf(`${firstName ?? this.firstName} ${lastName ?? this.lastName}`);
    applyChanges<UserProfile>(
      this,
      { firstName, lastName, searchName, locale, timezone, headline, bio, phone, links },
      now,
    );
  }

  /** @param version of the picture; null when there is none any more */
  showAvatar(version: string | null, now: Date): void {
    this.avatarVersion = version;
    this.updatedAt = now;
  }

  /**
   * Gives the user another role; who becomes an instructor gets an address and keeps it for good.
   * @throws TransitionNotAllowed
   */
  changeRole(role: Role, now: Date): void {
    this.role = transition(ROLE_TRANSITIONS, this.role, role);
    if (role === Role.instructor) this.slug ??= instructorSlug(this.name, this.id);
    this.updatedAt = now;
  }

  /** @throws TransitionNotAllowed when it is so already */
  suspend(now: Date): void {
    this.status = transition(STATUS_TRANSITIONS, this.status, ProfileStatus.suspended);
    this.updatedAt = now;
  }

  /** @throws TransitionNotAllowed when nobody is suspended */
  reinstate(now: Date): void {
    this.status = transition(STATUS_TRANSITIONS, this.status, ProfileStatus.active);
    this.updatedAt = now;
  }

  /** Leaves nothing that tells who the user was. @throws TransitionNotAllowed when it is so already */
  erase(now: Date): void {
    this.status = transition(STATUS_TRANSITIONS, this.status, ProfileStatus.erased);
    this.firstName = FORMER_LEARNER.firstName;
    this.lastName = FORMER_LEARNER.lastName;
    this.searchName = searchNameOf(this.name);
    this.role = Role.user;
    this.slug = null;
    this.headline = null;
    this.bio = null;
    this.links = [];
    this.phone = null;
    this.locale = FALLBACK_LOCALE;
    this.timezone = FALLBACK_TIMEZONE;
    this.avatarVersion = null;
    this.updatedAt = now;
  }
}

/** `Zoë Ångström` → `zoe-angstrom-` and the end of the id, which makes it unique among namesakes. */
function instructorSlug(name: string, id: string): string {
  return `${slugOf(name, INSTRUCTOR_NAME_MAX) || 'instructor'}-${id.slice(-12)}`;
}
