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
  describeEnum,
} from '@course-plateform/types/platform';
import type { Account } from '../account/account.entity';
import { SECRET_TOKEN_LENGTH } from './secret-token';
import type { Session } from './session.entity';

const EXAMPLE_REFRESH_TOKEN = 'k3VbT0w6m1nQxZr8yE5sUaJcF2hLpD9gYtRiWqXoNuM';

export class SessionCreateDto {
  @EmailField({ description: 'As registered, whatever its case' })
  email!: string;

  @TextField({
    max: 128,
    verbatim: true,
    example: 'Password123',
    description: 'The password of the account',
  })
  password!: string;
}

export class TokenRefreshCreateDto {
  // Longer than it can be: whatever else is sent in its place is refused as the wrong secret, not as the wrong form.
  @TextField({
    max: 4000,
    example: EXAMPLE_REFRESH_TOKEN,
    description: 'The refresh token of the newest sign-in or refresh; it works once',
  })
  refreshToken!: string;
}

export class SignedInUser {
  @IdField()
  id!: string;

  @EmailField({ description: 'The address of the account' })
  email!: string;

  @EnumField(Role, 'Role', { description: 'What the user may do on the platform' })
  role!: Role;
}

export class SignInResponse {
  @ObjectField(() => SignedInUser, { description: 'Whose tokens these are' })
  user!: SignedInUser;

  @TextField({
    max: 4000,
    credential: true,
    description: 'Send it as `Authorization: Bearer …`; a signed JWT',
    example: 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIwMTg5MGE1ZCJ9.c2lnbmF0dXJl',
  })
  accessToken!: string;

  @TextField({
    min: SECRET_TOKEN_LENGTH,
    max: SECRET_TOKEN_LENGTH,
    credential: true,
    description: 'Gets the next two tokens, once',
    example: EXAMPLE_REFRESH_TOKEN,
  })
  refreshToken!: string;

  @IntegerField({ description: 'How long the access token is valid, in seconds', example: 900 })
  expiresIn!: number;
}

export class SessionListQuery extends PageQuery {}

export enum KeptSession {
  current = 'current',
}

describeEnum(KeptSession, {
  current: 'The session of this request goes on',
});

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

  @TextField({
    min: 0,
    description: 'The browser or program as it names itself in `User-Agent`',
    example: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/147.0',
  })
  device!: string;

  @TextField({
    description: 'The network it was last seen in, with the address cut off',
    example: '203.0.113.0/24',
  })
  ip!: string;

  @DateTimeField({ description: 'When the user signed in' })
  createdAt!: string;

  @DateTimeField({ description: 'When its tokens were last refreshed' })
  lastSeenAt!: string;

  @DateTimeField({
    description: 'When it ends unless its tokens are refreshed before',
    example: '2026-03-02T12:00:00.000Z',
  })
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
