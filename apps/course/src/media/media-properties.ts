/** What a file is like, as far as its kind has it. */
export interface MediaProperties {
  readonly durationSeconds: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly pages: number | null;
  /** Such as `avc` and `aac`. */
  readonly codecs: readonly string[];
}

export const NO_PROPERTIES: MediaProperties = {
  durationSeconds: null,
  width: null,
  height: null,
  pages: null,
  codecs: [],
};
