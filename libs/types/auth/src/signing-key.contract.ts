import { rpcContract } from '@course-plateform/common/kernel';
import {
  DateTimeField,
  EnumField,
  IdField,
  ListField,
  describeEnum,
} from '@course-plateform/types/platform';

/**
 * `next` is published before it signs, so that every service knows it by then; `previous` is published until the
 * last token it signed has expired.
 */
export enum SigningKeyState {
  next = 'next',
  current = 'current',
  previous = 'previous',
}

describeEnum(SigningKeyState, {
  next: 'Published before it signs, so that every service knows it in time',
  current: 'Signs new tokens',
  previous: 'Published until the last token it signed has expired',
});

export class SigningKeySummary {
  @IdField()
  id!: string;

  @EnumField(SigningKeyState, 'SigningKeyState', { description: 'What the key is used for now' })
  state!: SigningKeyState;

  @DateTimeField()
  createdAt!: string;

  @DateTimeField({
    nullable: true,
    description: 'When it signed for the last time; null while it may still sign',
  })
  retiredAt!: string | null;
}

export class SigningKeyStatus {
  @ListField(() => SigningKeySummary, { description: 'All published keys' })
  keys!: SigningKeySummary[];

  @DateTimeField({ description: 'The earliest time at which the keys may be rotated' })
  rotatableFrom!: string;
}

export class SigningKeyGetStatus {}

export class SigningKeyRotate {}

export class SigningKeysRotated {
  @IdField({ description: 'The key that signs now' })
  currentId!: string;
}

/** The keys of access tokens, without their private halves. Sent by the operator alone. */
export const signingKeyGetStatus = rpcContract({
  subject: 'auth.signing-key.get-status',
  request: SigningKeyGetStatus,
  reply: SigningKeyStatus,
  callers: [],
});

/** Lets the next key sign from now on, and makes a new next one. Sent by the operator alone. */
export const signingKeyRotate = rpcContract({
  subject: 'auth.signing-key.rotate',
  request: SigningKeyRotate,
  reply: SigningKeysRotated,
  callers: [],
});
