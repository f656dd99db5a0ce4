import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { searchWords } from '@course-plateform/common/kernel';
import { plainText } from '../rich-text/rich-text';
import type { CaptionCue } from './caption-file';

export interface TranscriptCue {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly text: string;
  /** Its words as they are compared, with a space before each. */
  readonly words: string;
}

/** What is said in captions, as it is searched. */
@Entity({ collection: 'transcript' })
export class Transcript {
  /** The id of the captions. */
  @PrimaryKey({ type: 'uuid' })
  readonly id: string;

  @Property({ type: 'json' })
  readonly cues: readonly TranscriptCue[];

  constructor(mediaId: string, cues: readonly CaptionCue[]) {
    this.id = mediaId;
    this.cues = cues.map(({ startSeconds, endSeconds, text: marked }) => {
      const text = plainText(marked).replaceAll(/\s+/g, ' ').trim();
      const words = searchWords(text).map((word) => ` ${word}`);
      return { startSeconds, endSeconds, text, words: words.join('') };
    });
  }
}
