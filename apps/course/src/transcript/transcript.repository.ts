import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { searchRuns } from '@course-plateform/common/kernel';
import { collectionOf } from '@course-plateform/common/persistence';
import { Transcript, type TranscriptCue } from '../media/transcript.entity';

export type TranscriptMatch = Pick<TranscriptCue, 'startSeconds' | 'endSeconds' | 'text'>;

/** The questions about what is said. */
@Injectable()
export class TranscriptRepository {
  constructor(private readonly em: EntityManager) {}

  /**
   * The cues of some captions with all words of a query, by the id of the captions. The store reads the transcripts of
   * one course and no others, and returns what matches alone.
   * @param limit of the cues of one transcript
   */
  async find(
    mediaIds: readonly string[],
    query: string,
    limit: number,
  ): Promise<ReadonlyMap<string, readonly TranscriptMatch[]>> {
    const words = searchRuns(query);
    if (words.length === 0 || mediaIds.length === 0) return new Map();
    // Words are made of letters and digits, which mean nothing else in a pattern.
    const hasAll = words.map((run) => ({
      $regexMatch: { input: '$$this.words', regex: ` ${run.join(' ')}` },
    }));
    const rows = await collectionOf(this.em, Transcript)
      .aggregate<{ _id: string; cues: TranscriptMatch[] }>([
        { $match: { _id: { $in: [...mediaIds] } } },
        { $project: { cues: { $filter: { input: '$cues', cond: { $and: hasAll }, limit } } } },
        { $match: { 'cues.0': { $exists: true } } },
        { $project: { 'cues.words': 0 } },
      ])
      .toArray();
    return new Map(rows.map(({ _id, cues }) => [_id, cues]));
  }
}
