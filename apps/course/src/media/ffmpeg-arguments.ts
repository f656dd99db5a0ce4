import type { LadderStep } from './stream-ladder';

/** At least this long, where a key frame is; players change to another quality between two of them. */
export const SEGMENT_SECONDS = 6;
/** Of the sound, in bits per second. */
export const SOUND_BITRATE = 128_000;
export const MASTER_PLAYLIST = 'master.m3u8';
/** What the files of sound alone are called by. */
export const SOUND_NAME = 'audio';

/** A file to read. */
export interface Source {
  readonly file: string;
  /** Its media type, by its content. */
  readonly contentType: string;
}

/** How each type is read. What a file is taken for does not depend on its name, and not on what FFmpeg would guess. */
const FORMATS: Readonly<Record<string, string>> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/webm': 'matroska',
  'video/matroska': 'matroska',
  'audio/mp4': 'mov',
  'audio/x-m4a': 'mov',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/flac': 'flac',
};

/** What cameras, editors and recorders write. The readers of everything else are a way in. */
const DECODERS = [
  ...['h264', 'hevc', 'vp8', 'vp9', 'av1', 'libdav1d', 'libaom-av1', 'mpeg4', 'mpeg2video'],
  ...['prores', 'dnxhd', 'cfhd', 'mjpeg', 'theora'],
  ...['aac', 'mp3', 'mp3float', 'mp2', 'mp2float', 'opus', 'vorbis', 'flac', 'alac', 'ac3', 'eac3'],
  ...['u8', 's8', 's16le', 's16be', 's24le', 's24be', 's32le', 's32be'].map((one) => `pcm_${one}`),
  ...['f32le', 'f32be', 'f64le', 'f64be', 'alaw', 'mulaw'].map((one) => `pcm_${one}`),
];

/** Of a picture that is decoded, whatever the file says that it has. */
const PIXELS_MAX = 8192 * 8192;

/** One frame of a video as a JPEG. @param atSeconds where it is */
export function posterArguments(
  source: Source,
  { width, height }: { readonly width: number; readonly height: number },
  { atSeconds, to }: { readonly atSeconds: number; readonly to: string },
): string[] {
  return [
    ...['-ss', atSeconds.toFixed(3), ...reading(source), '-filter_threads', '1'],
    ...['-map', '0:V:0', '-frames:v', '1', '-vf', scale(width, height)],
    ...['-c:v', 'mjpeg', '-q:v', '2', '-pix_fmt', 'yuvj420p', '-threads', '1'],
    ...[...WITHOUT_TAGS, '-update', '1', '-f', 'image2', to],
  ];
}

/**
 * A video in several qualities, with playlists, in the current folder. Their pieces begin at the same frames.
 * @param hasSound whether the file has sound, which all of them get
 */
export function videoArguments(
  source: Source,
  steps: readonly LadderStep[],
  hasSound: boolean,
): string[] {
  const splits = steps.map((_, index) => `[split${index}]`).join('');
  const scales = steps.map(
    ({ width, height }, index) => `[split${index}]${scale(width, height)}[video${index}]`,
  );
  const graph = [`[0:V:0]split=${steps.length}${splits}`, ...scales].join(';');
  const variants = steps.map(
    ({ name }, index) => `v:${index}${hasSound ? `,a:${index}` : ''},name:${name}`,
  );
  return [
    ...[...reading(source), '-filter_complex_threads', '1', '-filter_complex', graph],
    ...steps.flatMap((step, index) => videoOutput(step, index, hasSound)),
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
    // A frame is where it was, and none is made up: a slide may stand for an hour.
    ...['-crf', '23', '-fps_mode', 'vfr', '-threads', '1', '-sc_threshold', '0'],
    ...['-force_key_frames', `expr:gte(t,n_forced*${SEGMENT_SECONDS})`],
    ...(hasSound ? SOUND : []),
    ...[...WITHOUT_TAGS, ...pieces(variants)],
  ];
}

/** Sound alone, in one quality, with playlists, in the current folder. */
export function audioArguments(source: Source): string[] {
  return [
    ...[...reading(source), '-map', '0:a:0', ...SOUND, '-threads', '1'],
    ...[...WITHOUT_TAGS, ...pieces([`a:0,name:${SOUND_NAME}`])],
  ];
}

/** Where a recording was made, and who is in it, is not for everybody who watches it. */
const WITHOUT_TAGS = ['-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1'];

const SOUND = ['-c:a', 'aac', '-b:a', String(SOUND_BITRATE), '-ac', '2', '-ar', '48000'];

/** Local files only, and of those only the one that is named: none of these formats leads to others. */
function reading({ file, contentType }: Source): string[] {
  const format = FORMATS[contentType];
  if (format === undefined) throw new Error(`No recording: ${contentType}`);
  return [
    ...['-protocol_whitelist', 'file', '-format_whitelist', format, '-f', format],
    ...['-codec_whitelist', DECODERS.join(','), '-max_pixels', String(PIXELS_MAX)],
    ...['-threads', '1', '-i', `file:${file}`],
  ];
}

function videoOutput(
  { videoBitrate }: LadderStep,
  index: number,
  hasSound: boolean,
): readonly string[] {
  return [
    ...['-map', `[video${index}]`, ...(hasSound ? ['-map', '0:a:0'] : [])],
    ...[`-maxrate:v:${index}`, String(videoBitrate)],
    ...[`-bufsize:v:${index}`, String(2 * videoBitrate)],
  ];
}

/** Fragmented MP4 (RFC 8216, section 3.3), with the names of files alone in the playlists. */
function pieces(variants: readonly string[]): string[] {
  const [only = ''] = variants.map((variant) => variant.replace(/^.*name:/, ''));
  // A single name is taken as it is.
  const name = variants.length > 1 ? '%v' : only;
  return [
    ...['-f', 'hls', '-hls_time', String(SEGMENT_SECONDS), '-hls_playlist_type', 'vod'],
    ...['-hls_segment_type', 'fmp4', '-hls_flags', 'independent_segments+temp_file'],
    ...['-hls_segment_filename', `${name}_%05d.m4s`, '-hls_fmp4_init_filename', `${name}_init.mp4`],
    ...['-master_pl_name', MASTER_PLAYLIST, '-var_stream_map', variants.join(' '), `${name}.m3u8`],
  ];
}

function scale(width: number, height: number): string {
  return `scale=${width}:${height},setsar=1`;
}
