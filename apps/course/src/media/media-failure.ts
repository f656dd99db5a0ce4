import { describeEnum } from '@course-plateform/types/platform';

/** Why a file cannot be used. */
export enum MediaFailure {
  checksumMismatch = 'checksum_mismatch',
  typeUnsupported = 'type_unsupported',
  unreadable = 'unreadable',
  tooManyPixels = 'too_many_pixels',
  tooLong = 'too_long',
  captionInvalid = 'caption_invalid',
  malware = 'malware',
  processingFailed = 'processing_failed',
}

describeEnum(MediaFailure, {
  checksum_mismatch: 'Its content is not what the checksum sent with it says; upload it again',
  type_unsupported: 'Its content is not of a type that this kind of media allows',
  unreadable: 'It is damaged, incomplete or protected',
  too_many_pixels: 'Its picture is larger than the limit',
  too_long: 'It lasts longer than the limit',
  caption_invalid: 'A line of the captions is wrong; `failureLine` says which',
  malware: 'The virus scanner has found something in it',
  processing_failed: 'It could not be processed, several times; ask the operators',
});

/** Why a file is not taken. */
export interface Refusal {
  readonly failure: MediaFailure;
  /** The line of a text that is wrong, from 1. */
  readonly line: number | null;
}

/** Ends the work on a file for good: another try would find the same. */
export class MediaRefused extends Error implements Refusal {
  readonly line: number | null;

  constructor(
    readonly failure: MediaFailure,
    { line = null, ...options }: ErrorOptions & { readonly line?: number | null } = {},
  ) {
    super(`The file is refused: ${failure}`, options);
    this.line = line;
  }
}
