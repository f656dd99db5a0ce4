import { rpcContract } from '@course-plateform/common/kernel';
import {
  EnumField,
  IdField,
  UserRole,
  PhoneField,
  Role,
  TextField,
} from '@course-plateform/types/platform';

export class UserProfileCreate {
  @IdField({ description: 'The id the account will have' })
  userId!: string;

  @TextField({ max: 100, example: 'Ada' })
  firstName!: string;

  @TextField({ max: 100, example: 'Lovelace' })
  lastName!: string;

  @PhoneField({ optional: true })
  phone?: string;

  @TextField({
    max: 10,
    optional: true,
    description: 'The language of mails and messages, a BCP 47 tag; English when left out',
    example: 'es',
  })
  locale?: string;

  @EnumField(Role, 'Role', { description: 'The role of the new account' })
  role!: Role;
}

/**
 * Makes the profile of an account that is about to be stored; the same id twice is the same profile. A profile whose
 * account never came (no `evt.auth.user.registered.v1`) is taken away again after a day.
 */
export const userProfileCreate = rpcContract({
  subject: 'user.profile.create',
  request: UserProfileCreate,
  reply: UserRole,
  callers: ['auth'],
});
