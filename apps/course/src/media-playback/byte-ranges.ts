import parseRange from 'range-parser';
import type { ByteRange } from '@course-plateform/common/storage';

/** What a client wants of a file. */
export interface WantedRange {
  readonly range: string | undefined;
  /** `If-Range`: the tag that the part has to belong to. */
  readonly ifRange: string | undefined;
}

/**
 * The part of a file that a request asks for (RFC 9110, 14).
 * @returns undefined for the whole file: without a range, with one of another unit, with several, or when the client
 * knows another version; `'unsatisfiable'` for one beyond the end
 */
export function rangeOf(
  { range, ifRange }: WantedRange,
  sizeBytes: number,
  tag: string,
): ByteRange | 'unsatisfiable' | undefined {
  if (range === undefined || (ifRange !== undefined && ifRange !== tag)) return undefined;
  const found = parseRange(sizeBytes, range, { combine: true });
  if (found === -1) return 'unsatisfiable';
  if (found === -2 || found.type !== 'bytes' || found.length !== 1) return undefined;
  return found[0];
}
