import { domainToASCII } from 'node:url';
import { Entity, Property, Unique } from '@mikro-orm/decorators/legacy';
import { FALLBACK_LOCALE, FALLBACK_TIMEZONE } from '@course-plateform/common/i18n';
import type { MailRecipient } from '@course-plateform/common/mail';
import { Aggregate } from '@course-plateform/common/persistence';
import { Role } from '@course-plateform/types/platform';

/** The index that keeps an e-mail address at one account, whatever its letters' case. */
export const ONE_ACCOUNT_PER_EMAIL = 'account_email_key_unique';

/**
 * The form of an e-mail address under which it is found: two that differ in case only, or in how the domain is written
 * (RFC 5890), are the same person's.
 */
export function emailKeyOf(email: string): string {
  const plain = email.normalize('NFC').toLowerCase();
  const at = plain.lastIndexOf('@') + 1;
  const domain = plain.slice(at);
  return plain.slice(0, at) + (domainToASCII(domain) || domain);
}

/** What a person signs in with. Shares the id of the profile in the user service. */
@Entity({ tableName: 'account' })
@Unique({ name: ONE_ACCOUNT_PER_EMAIL, properties: ['emailKey'] })
export class Account extends Aggregate {
  /** As it was typed. Empty when the person is erased. */
  @Property({ type: 'text' })
  email: string;

  @Property({ type: 'text' })
  emailKey: string;

  @Property({ type: 'datetime', nullable: true })
  emailVerifiedAt: Date | null = null;

  /** Null when its owner signs in elsewhere, and has never set one here. */
  @Property({ type: 'text', nullable: true })
  passwordHash: string | null;

  /** A copy of what the user service decides; it goes into tokens. */
  @Property({ type: 'text' })
  role: Role;

  /** The version of the profile the role is from: events that come late must not turn it back. */
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

  /** The language of mails, a copy of what the profile says. */
  @Property({ type: 'text', default: 'en' })
  locale: string;

  /** The time zone of the times in mails, a copy of what the profile says. */
  @Property({ type: 'text', default: 'UTC' })
  timezone: string = FALLBACK_TIMEZONE;

  /** The version of the profile the language and the time zone are from. */
  @Property({ type: 'integer', default: 0 })
  localeVersion: number = 0;

  /** Since when nobody has this account any more. */
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

  /** Whom mails go to. */
  get recipient(): MailRecipient {
    return { address: this.email, locale: this.locale, timezone: this.timezone };
  }

  /**
   * Takes over the language and the time zone of the profile.
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

  /** Whether the person may not sign in. */
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
   * Leaves nothing that tells whose it was, and no way to sign in; the address may be registered anew. Nothing that is
   * told of the profile later, or comes late, changes it.
   * @returns false when it is so already
   */
  erase(now: Date): boolean {
    if (this.erasedAt) return false;
    this.erasedAt = now;
    this.email = '';
    // No address looks like this, so nobody can register it.
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

  /** The same password under a slower hash. */
  strengthenHash(passwordHash: string): void {
    this.passwordHash = passwordHash;
  }

  verifyEmail(now: Date): void {
    this.emailVerifiedAt ??= now;
    this.updatedAt = now;
  }
}
