import { domainToASCII } from 'node:url';
import { Entity, Property, Unique } from '@mikro-orm/decorators/legacy';
import { FALLBACK_LOCALE, FALLBACK_TIMEZONE } from '@course-plateform/common/i18n';
import type { MailRecipient } from '@course-plateform/common/mail';
import { Aggregate } from '@course-plateform/common/persistence';
import type { AccountContact } from '@course-plateform/types/auth';
import { Role } from '@course-plateform/types/platform';

/** The unique index on the normalized e-mail address. */
export const ONE_ACCOUNT_PER_EMAIL = 'account_email_key_unique';

/**
 * The normalized form of an e-mail address: two that differ only in case, or in the encoding of the domain (RFC 5890),
 * belong to the same user.
 */
export function emailKeyOf(email: string): string {
  const plain = email.normalize('NFC').toLowerCase();
  const at = plain.lastIndexOf('@') + 1;
  const domain = plain.slice(at);
  return plain.slice(0, at) + (domainToASCII(domain) || domain);
}

/** The account with which a user signs in. It has the id of the profile in the user service. */
@Entity({ tableName: 'account' })
@Unique({ name: ONE_ACCOUNT_PER_EMAIL, properties: ['emailKey'] })
export class Account extends Aggregate {
  /** As typed. Empty when the user is erased. */
  @Property({ type: 'text' })
  email: string;

  @Property({ type: 'text' })
  emailKey: string;

  @Property({ type: 'datetime', nullable: true })
  emailVerifiedAt: Date | null = null;

  /** Null when the user signs in through a provider and has never set a password. */
  @Property({ type: 'text', nullable: true })
  passwordHash: string | null;

  /** A copy of the role in the user service, for tokens. */
  @Property({ type: 'text' })
  role: Role;

  /** The profile version of the role: late events must not revert it. */
  @Property({ type: 'integer' })
  roleVersion: number = 0;

  @Property({ type: 'boolean', default: false })
  suspended: boolean = false;

  /** When the suspension ends by itself. */
  @Property({ type: 'datetime', nullable: true })
  suspendedUntil: Date | null = null;

  /** The version of the profile that was suspended or reinstated last. */
  @Property({ type: 'integer', default: 0 })
  suspensionVersion: number = 0;

  /** The language of mails, copied from the profile. */
  @Property({ type: 'text', default: 'en' })
  locale: string;

  /** The time zone of timestamps in mails, copied from the profile. */
  @Property({ type: 'text', default: 'UTC' })
  timezone: string = FALLBACK_TIMEZONE;

  /** The version of the profile the language and the time zone are from. */
  @Property({ type: 'integer', default: 0 })
  localeVersion: number = 0;

  /** When the user was erased. */
  @Property({ type: 'datetime', nullable: true })
  erasedAt: Date | null = null;

  constructor(account: {
    id: string;
    email: string;
    passwordHash: string | null;
    role: Role;
    locale: string;
    now: Date;
  }) {
    super(account.now, account.id);
    this.email = account.email;
    this.emailKey = emailKeyOf(account.email);
    this.passwordHash = account.passwordHash;
    this.role = account.role;
    this.locale = account.locale;
  }

  /**
   * @param version of the profile that has this role
   * @returns false when a later one is known already
   */
  followRole(role: Role, version: number, now: Date): boolean {
    if (this.erasedAt || version <= this.roleVersion) return false;
    this.role = role;
    this.roleVersion = version;
    this.updatedAt = now;
    return true;
  }

  /** The recipient of mails. */
  get recipient(): MailRecipient {
    return { address: this.email, locale: this.locale, timezone: this.timezone };
  }

  /** How other services write to the user; null once the user is erased. */
  get contact(): AccountContact | null {
    if (this.erasedAt) return null;
    const { email, locale, timezone } = this;
    return { email, isVerified: this.emailVerifiedAt !== null, locale, timezone };
  }

  /**
   * Copies language and time zone of the profile.
   * @param version of the profile that has these
   * @returns false when a later one is known already
   */
  followPreferences(
    { locale, timezone }: Pick<Account, 'locale' | 'timezone'>,
    version: number,
    now: Date,
  ): boolean {
    if (this.erasedAt || version <= this.localeVersion) return false;
    this.locale = locale;
    this.timezone = timezone;
    this.localeVersion = version;
    this.updatedAt = now;
    return true;
  }

  /** Whether the user must not sign in. */
  isSuspended(now: Date): boolean {
    return this.suspended && (this.suspendedUntil === null || this.suspendedUntil > now);
  }

  /**
   * @param until null when only an admin ends it
   * @param version of the profile that was suspended
   * @returns false when something later is known already
   */
  suspend(until: Date | null, version: number, now: Date): boolean {
    if (this.erasedAt || version <= this.suspensionVersion) return false;
    this.suspended = true;
    this.suspendedUntil = until;
    this.suspensionVersion = version;
    this.updatedAt = now;
    return true;
  }

  /**
   * @param version of the profile that was reinstated
   * @returns false when something later is known already
   */
  reinstate(version: number, now: Date): boolean {
    if (this.erasedAt || version <= this.suspensionVersion) return false;
    this.suspended = false;
    this.suspendedUntil = null;
    this.suspensionVersion = version;
    this.updatedAt = now;
    return true;
  }

  /**
   * Erases all personal data and every way to sign in. The address can be registered again. Later and late events about
   * the profile are ignored.
   * @returns false when it was erased before
   */
  erase(now: Date): boolean {
    if (this.erasedAt) return false;
    this.erasedAt = now;
    this.email = '';
    // Not a valid address, so nobody can register it.
    this.emailKey = `erased:${this.id}`;
    this.emailVerifiedAt = null;
    this.passwordHash = null;
    this.role = Role.user;
    this.suspended = false;
    this.suspendedUntil = null;
    this.locale = FALLBACK_LOCALE;
    this.timezone = FALLBACK_TIMEZONE;
    this.updatedAt = now;
    return true;
  }

  changePassword(passwordHash: string, now: Date): void {
    this.passwordHash = passwordHash;
    this.updatedAt = now;
  }

  /** Replaces the hash of the same password by a slower one. */
  strengthenHash(passwordHash: string): void {
    this.passwordHash = passwordHash;
  }

  verifyEmail(now: Date): void {
    this.emailVerifiedAt ??= now;
    this.updatedAt = now;
  }
}
