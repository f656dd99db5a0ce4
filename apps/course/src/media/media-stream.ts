/** How far a file is on its way to a stream. */
export enum StreamStatus {
  /** It has not been looked at, or there is nothing to play. */
  none = 'none',
  /** There was no program that makes one. */
  wanted = 'wanted',
  made = 'made',
  /** It cannot be converted, however often it is tried. */
  refused = 'refused',
}

/** One quality of a stream, among which players choose. */
export interface StreamVariant {
  /** In pixels; null where there is no picture. */
  readonly width: number | null;
  readonly height: number | null;
  /** At most, in bits per second. */
  readonly bitrate: number;
}

/** A recording in pieces, which players fetch as they need them (HLS, RFC 8216). */
export interface MediaStream {
  /** The master playlist in object storage. The files that it leads to are beside it. */
  readonly key: string;
  /** The smallest first. */
  readonly variants: readonly StreamVariant[];
  readonly segmentSeconds: number;
  /** Of all its files together. */
  readonly sizeBytes: number;
}
