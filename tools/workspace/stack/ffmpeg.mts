import { Failure } from '../shared/failure.mts';
import type { Steps } from '../shared/steps.mts';
import { resolveProgram } from './resolve.mts';

/**
 * FFmpeg as a setting of the services. A platform does without it where it cannot be had: videos are then kept as they
 * were sent.
 *
 * @returns nothing when the environment already says what to use
 */
export function ffmpegSettings(steps?: Steps): Record<string, string> {
  if (process.env.FFMPEG_PATH !== undefined) return {};
  try {
    const { file, source } = resolveProgram('ffmpeg');
    if (source === 'fetched') steps?.print('  ✔ FFmpeg fetched');
    return { FFMPEG_PATH: file };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    steps?.print(`– Videos are not converted. ${error.message}`);
    return {};
  }
}
