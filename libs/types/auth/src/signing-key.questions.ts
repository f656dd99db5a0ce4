import { rpcContract } from '@course-plateform/common/kernel';
import { DateTimeField, EnumField, IdField, ListField } from '@course-plateform/types/platform';

/**
 * `next` is published before it signs, so that every service knows it by then; `previous` is published until the
 * last token it signed has expired.
 */
export enum SigningKeyState {
  next = 'next',
  current = 'current',
  previous = 'previous',
}

export class SigningKeySummary {
  @IdField()
  id!: string;

  @EnumField(SigningKeyState, 'SigningKeyState')
  state!: SigningKeyState;

  @DateTimeField()
  createdAt!: string;

  @DateTimeField({ nullable: true, description: 'When it signed for the last time' })
  retiredAt!: string | null;
}

export class SigningKeyStatus {
  @ListField(() => SigningKeySummary)
  keys!: SigningKeySummary[];

  @DateTimeField({ description: 'From when on the keys may be rotated' })
  rotatableFrom!: string;
}

export class SigningKeyGetStatus {}

export class SigningKeyRotate {}

export class SigningKeysRotated {
  @IdField({ description: 'The key that signs now' })
  currentId!: string;
}

/** The keys of access tokens, without their private halves. Asked by the operator alone. */
export const signingKeyGetStatus = rpcContract({
  subject: 'auth.signing-key.get-status',
  request: SigningKeyGetStatus,
  reply: SigningKeyStatus,
  askedBy: [],
});

/** Lets the next key sign from now on, and makes a new next one. Asked by the operator alone. */
export const signingKeyRotate = rpcContract({
  subject: 'auth.signing-key.rotate',
  request: SigningKeyRotate,
  reply: SigningKeysRotated,
  askedBy: [],
});
