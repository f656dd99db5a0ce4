import { Injectable } from '@nestjs/common';
import { type MessageParams, inLanes } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/rpc';
import { quizContentCheck } from '@course-plateform/types/quiz';
import type { ImportErrors } from './import-errors';
import type { QuizInFile } from './read-course-file';

/** Quizzes are checked one by one, because each may fill a message. */
const CHECKED_AT_ONCE = 4;

/** Has the quiz service check the quizzes of an archive. */
@Injectable()
export class ImportedQuizzesService {
  constructor(private readonly rpc: RpcClient) {}

  /** @param errors gets what is wrong @throws UpstreamUnavailable */
  async check(quizzes: readonly QuizInFile[], errors: ImportErrors): Promise<void> {
    const verdicts = await inLanes(quizzes, CHECKED_AT_ONCE, ({ content }) =>
      this.rpc.request(quizContentCheck, { content }),
    );
    for (const [at, verdict] of verdicts.entries()) {
      for (const { pointer, code, detail: text, params } of verdict.errors) {
        const place = `/quizzes/${at}${pointer}`;
        errors.add(place, { code, text }, JSON.parse(params) as MessageParams);
      }
    }
  }
}
