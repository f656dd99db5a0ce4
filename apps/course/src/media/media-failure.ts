import { describeEnum } from '@course-plateform/types/platform';

/** Why a file cannot be used. */
export enum MediaFailure {
  checksumMismatch = 'checksum_mismatch',
  typeUnsupported = 'type_unsupported',
  unreadable = 'unreadable',
  tooManyPixels = 'too_many_pixels',
  tooLong = 'too_long',
  malware = 'malware',
  processingFailed = 'processing_failed',
}

describeEnum(MediaFailure, {
  checksum_mismatch: 'Its content is not what the checksum sent with it says; upload it again',
  type_unsupported: 'Its content is not of a type that this kind of media allows',
  unreadable: 'It is damaged, incomplete or protected',
  too_many_pixels: 'Its picture is larger than the limit',
  too_long: 'It lasts longer than the limit',
  malware: 'The virus scanner has found something in it',
  processing_failed: 'It could not be processed, several times; ask the operators',
});

/** Ends the work on a file for good: another try would find the same. */
export class MediaRefused extends Error {
  constructor(
    readonly failure: MediaFailure,
    options?: ErrorOptions,
  ) {
    super(`The file is refused: ${failure}`, options);
  }
}
