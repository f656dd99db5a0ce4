/** What a master playlist says its variants need at most, in bits per second, in their order. */
export function bitratesOf(masterPlaylist: string): number[] {
  const found = masterPlaylist.matchAll(/^#EXT-X-STREAM-INF:BANDWIDTH=(\d+)/gm);
  return [...found].map(([, bitrate]) => Number(bitrate));
}

/** How long all pieces of a media playlist last together, in seconds. */
export function secondsOf(mediaPlaylist: string): number {
  const found = mediaPlaylist.matchAll(/^#EXTINF:([\d.]+)/gm);
  return [...found].reduce((sum, [, seconds]) => sum + Number(seconds), 0);
}
