import { signedPlaylist } from './signed-playlist';

describe('a signed playlist', () => {
  it('has the grant in the address of each file, and nothing else changed', () => {
    const playlist = [
      '#EXTM3U',
      '#EXT-X-MAP:URI="720p_init.mp4"',
      '#EXTINF:6.000000,',
      '720p_00000.m4s',
      '',
      '#EXT-X-ENDLIST',
      '',
    ];
    expect(signedPlaylist(playlist.join('\n'), 'a.b.c').split('\n')).toEqual([
      '#EXTM3U',
      '#EXT-X-MAP:URI="720p_init.mp4?grant=a.b.c"',
      '#EXTINF:6.000000,',
      '720p_00000.m4s?grant=a.b.c',
      '',
      '#EXT-X-ENDLIST',
      '',
    ]);
  });
});
