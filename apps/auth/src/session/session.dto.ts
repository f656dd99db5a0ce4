import { PageOf, PageQuery } from '@course-plateform/common/http';
import {
  BooleanField,
  DateTimeField,
  EmailField,
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  Role,
  TextField,
} from '@course-plateform/types/platform';
import type { Account } from '../account/account.entity';
import { SECRET_TOKEN_LENGTH } from './secret-token';
import type { Session } from './session.entity';

const EXAMPLE_REFRESH_TOKEN = 'k3VbT0w6m1nQxZr8yE5sUaJcF2hLpD9gYtRiWqXoNuM';

export class SessionCreateDto {
  @EmailField()
  email!: string;

  @TextField({ max: 128, verbatim: true, example: 'Password123' })
  password!: string;
}

export class TokenRefreshCreateDto {
  // Longer than it can be: whatever else is sent in its place is refused as the wrong secret, not as the wrong form.
  @TextField({ max: 4000, example: EXAMPLE_REFRESH_TOKEN })
  refreshToken!: string;
}

export class SignedInUser {
  @IdField()
  id!: string;

  @EmailField()
  email!: string;

  @EnumField(Role, 'Role')
  role!: Role;
}

export class SignInResponse {
  @ObjectField(() => SignedInUser)
  user!: SignedInUser;

  @TextField({
    max: 4000,
    credential: true,
    description: 'Send it as "Authorization: Bearer …"',
  })
  accessToken!: string;

  @TextField({
    min: SECRET_TOKEN_LENGTH,
    max: SECRET_TOKEN_LENGTH,
    credential: true,
    description: 'Good for one refresh, which gives the next one',
    example: EXAMPLE_REFRESH_TOKEN,
  })
  refreshToken!: string;

  @IntegerField({ description: 'How long the access token is good, in seconds', example: 900 })
  expiresIn!: number;
}

export class SessionListQuery extends PageQuery {}

export enum KeptSession {
  current = 'current',
}

export class SessionDeleteQuery {
  @EnumField(KeptSession, 'KeptSession', {
    optional: true,
    description: 'The session that goes on; without it, none does',
  })
  keep?: KeptSession;
}

export class SessionResponse {
  @IdField()
  id!: string;

  @TextField({ min: 0, description: 'The browser or program as it names itself' })
  device!: string;

  @TextField({ description: 'The network it was last seen in', example: '203.0.113.0/24' })
  ip!: string;

  @DateTimeField()
  createdAt!: string;

  @DateTimeField()
  lastSeenAt!: string;

  @DateTimeField()
  expiresAt!: string;

  @BooleanField({ description: 'Whether it is the session of this request' })
  current!: boolean;
}

export class SessionPageResponse extends PageOf(SessionResponse) {}

export function toSignInResponse(
  account: Account,
  tokens: { accessToken: string; refreshToken: string; expiresIn: number },
): SignInResponse {
  return { user: { id: account.id, email: account.email, role: account.role }, ...tokens };
}

/** @param currentId the session of the request */
export function toSessionResponse(session: Session, currentId: string): SessionResponse {
  return {
    id: session.id,
    device: session.userAgent,
    ip: session.ip,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    current: session.id === currentId,
  };
}
