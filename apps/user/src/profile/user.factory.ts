import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import type { Role } from '@course-plateform/types/platform';
import type { UserProfileCreate } from '@course-plateform/types/user';
import { Language } from './profile.dto';
import { UserProfile } from './profile.entity';

/** Makes valid profiles, whatever is known about the user. */
@Injectable()
export class UserFactory {
  constructor(private readonly clock: Clock) {}

  /** From what was given at registration. */
  fromRegistration(request: UserProfileCreate): UserProfile {
    return new UserProfile({
      id: request.userId,
      firstName: request.firstName,
      lastName: request.lastName,
      role: request.role,
      phone: request.phone ?? null,
      locale: languageOf(request.locale),
      now: this.clock.now(),
    });
  }

  /** For an account whose registration data were lost: its owner fills in the rest. */
  unnamed(userId: string, role: Role): UserProfile {
    return new UserProfile({
      id: userId,
      firstName: 'New',
      lastName: 'Member',
      role,
      phone: null,
      locale: Language.en,
      now: this.clock.now(),
    });
  }
}

function languageOf(locale: string | undefined): Language {
  return Object.values(Language).find((language) => language === locale) ?? Language.en;
}
