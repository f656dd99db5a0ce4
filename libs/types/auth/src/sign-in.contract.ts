import { rpcContract } from '@course-plateform/common/kernel';
import { DateTimeField, IdField, ListField, TextField } from '@course-plateform/types/platform';

export class SignInGetRecent {
  @IdField({ description: 'The user who signed in' })
  userId!: string;
}

export class SignInSummary {
  @DateTimeField({ description: 'When the user signed in' })
  at!: string;

  @TextField({
    nullable: true,
    example: 'Mozilla/5.0 (X11; Linux x86_64)',
    description: 'The browser or program as it names itself; null when it did not',
  })
  userAgent!: string | null;

  @TextField({
    max: 64,
    nullable: true,
    example: '203.0.113.0',
    description: 'The network, with the address cut off; null when it is not known',
  })
  network!: string | null;
}

export class RecentSignIns {
  @ListField(() => SignInSummary, { maxItems: 100, description: 'Newest first' })
  signIns!: SignInSummary[];
}

/** The last sign-ins of a user, as evidence that they have used what they bought. */
export const signInGetRecent = rpcContract({
  subject: 'auth.sign-in.get-recent',
  request: SignInGetRecent,
  reply: RecentSignIns,
  callers: ['order'],
});
