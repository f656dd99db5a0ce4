import { ladderOf } from './stream-ladder';

const HEIGHTS = [720, 360, 1080];

describe('the qualities of a video', () => {
  it.each([
    ['a wide one', [1920, 1080], ['640x360', '1280x720', '1920x1080']],
    ['a larger one', [3840, 2160], ['640x360', '1280x720', '1920x1080']],
    ['one that stands upright', [2160, 3840], ['360x640', '720x1280', '1080x1920']],
    ['one of a size between', [1164, 767], ['546x360', '1164x766']],
    ['one close to a quality', [1312, 738], ['640x360', '1312x738']],
    ['a small one', [128, 72], ['128x72']],
    ['one with odd sides', [127, 71], ['126x70']],
    ['one that is hardly there', [1, 1], ['2x2']],
  ])('of %s are none above its own', (_what, [width = 0, height = 0], expected) => {
    const steps = ladderOf({ width, height }, HEIGHTS);
    expect(steps.map((step) => `${step.width}x${step.height}`)).toEqual(expected);
    const rates = steps.map(({ videoBitrate }) => videoBitrate);
    expect(rates).toEqual([...rates].sort((a, b) => a - b));
  });

  it('are called by their short side, and have the bits that they need', () => {
    expect(ladderOf({ width: 1080, height: 1920 }, HEIGHTS)).toEqual([
      { name: '360p', width: 360, height: 640, videoBitrate: 800_000 },
      { name: '720p', width: 720, height: 1280, videoBitrate: 2_599_000 },
      { name: '1080p', width: 1080, height: 1920, videoBitrate: 5_178_000 },
    ]);
  });
});
