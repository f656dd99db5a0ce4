import { newId } from '@course-plateform/common/kernel';
import {
  type TestService,
  type TestUser,
  startTestService,
} from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { type UserProfileCreate, userProfileCreate } from '@course-plateform/types/user';
import { service } from '../src/app.module';

/** @param environment settings that differ from the defaults */
export function startUser(environment: Record<string, string> = {}): Promise<TestService> {
  return startTestService(service, { environment });
}

/** A registered user with a profile, as the auth service makes one. */
export async function aUser(
  user: TestService,
  change: Partial<UserProfileCreate> = {},
): Promise<TestUser> {
  const request = aProfile(change);
  await user.rpc.request(userProfileCreate, request);
  return user.user(request.role, request.userId);
}

export function aProfile(change: Partial<UserProfileCreate> = {}): UserProfileCreate {
  return {
    userId: newId(),
    firstName: 'Ada',
    lastName: 'Lovelace',
    role: Role.user,
    ...change,
  };
}
