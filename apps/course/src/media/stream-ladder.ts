/** A quality to encode a video in. */
export interface LadderStep {
  /** What its files are called by. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** At most, in bits per second. */
  readonly videoBitrate: number;
}

/** A quality that has hardly fewer pixels than the next one only costs room. */
const CLOSE = 0.9;
const BASE_PIXELS = 640 * 360;
const BASE_BITRATE = 800_000;
/** Large pictures need fewer bits for each pixel. */
const GROWTH = 0.85;

/**
 * The qualities of a video, the smallest first, with even sides as the encoder demands. None is larger than the video.
 * @param size as it is shown, in pixels
 * @param heights of the qualities, for a picture that is wider than high; of another one it is the width
 */
export function ladderOf(
  size: { readonly width: number; readonly height: number },
  heights: readonly number[],
): LadderStep[] {
  const shortSide = Math.min(size.width, size.height);
  const highest = Math.min(shortSide, Math.max(...heights));
  const lower = [...new Set(heights)].sort((a, b) => a - b).filter((one) => one < highest * CLOSE);
  return [...lower, highest].map((side) => {
    const [width, height] = [size.width, size.height].map((own) => even((own * side) / shortSide));
    return stepOf(width ?? 0, height ?? 0);
  });
}

function stepOf(width: number, height: number): LadderStep {
  const kilobits = (BASE_BITRATE / 1000) * ((width * height) / BASE_PIXELS) ** GROWTH;
  const videoBitrate = Math.max(1, Math.round(kilobits)) * 1000;
  return { name: `${Math.min(width, height)}p`, width, height, videoBitrate };
}

function even(pixels: number): number {
  // What division leaves behind the point does not count.
  return Math.max(2, 2 * Math.floor((pixels + 0.001) / 2));
}
