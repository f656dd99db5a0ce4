import { IsString } from 'class-validator';
import { rpcContract } from '@course-plateform/common/kernel';

export class Word {
  @IsString()
  text!: string;
}

/** A request whose reply is the request. */
export const ECHO = rpcContract({
  subject: 'bench.word.echo',
  request: Word,
  reply: Word,
  callers: ['caller'],
});

export const RAW_ECHO = 'bench-raw.echo';
