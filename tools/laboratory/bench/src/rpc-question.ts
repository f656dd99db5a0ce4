import { IsString } from 'class-validator';
import { rpcContract } from '@course-plateform/common/kernel';

export class Word {
  @IsString()
  text!: string;
}

/** A question whose answer is the question. */
export const ECHO = rpcContract({
  subject: 'bench.word.echo',
  request: Word,
  reply: Word,
  askedBy: ['asker'],
});

export const RAW_ECHO = 'bench-raw.echo';
