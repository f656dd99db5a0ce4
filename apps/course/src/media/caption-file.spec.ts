import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readCaptions, webVttOf } from './caption-file';

const LATEST_SECONDS = 3600;

describe('captions', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'captions-'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  function read(source: string | Buffer) {
    const file = path.join(folder, 'captions');
    writeFileSync(file, source);
    return readCaptions(file, LATEST_SECONDS);
  }

  const cue = (startSeconds: number, endSeconds: number, text: string) => ({
    startSeconds,
    endSeconds,
    text,
  });

  it('in WebVTT are read without places, notes and styles, in order', async () => {
    const source = [
      'WEBVTT - Lesson one',
      'Kind: captions',
      '',
      'STYLE',
      '::cue { background: url(https://evil.test) }',
      '',
      'NOTE for later',
      '',
      'intro',
      '00:05.000 --> 00:06.500 line:0 position:20%',
      'Second',
      '',
      '00:00:01.000 --> 01:00:00.000',
      'First,',
      'in two lines',
      '',
    ].join('\n');
    expect(await read(source)).toEqual([
      cue(1, 3600, 'First,\nin two lines'),
      cue(5, 6.5, 'Second'),
    ]);
  });

  it('in SubRip are read, with any line ends and a byte order mark', async () => {
    const source =
      '\uFEFF1\r\n00:00:01,000 --> 00:00:02,250\r\nHallo, Wörld\r\n\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nمرحبا\r\n';
    const expected = [cue(1, 2.25, 'Hallo, Wörld'), cue(3, 4, 'مرحبا')];
    expect(await read(source)).toEqual(expected);
    expect(await read(Buffer.from(source, 'utf16le'))).toEqual(expected);
  });

  it('keep their marks, and nothing that acts', async () => {
    const text =
      '<i>a</i> <v Ann>b</v> <c.red>c</c> <img src=x onerror=alert(1)> <script>d</script> 1 < 2 --> e';
    const [read1] = await read(`WEBVTT\n\n00:01.000 --> 00:02.000\n${text}\n`);
    expect(read1?.text).toBe('<i>a</i> b c   1 &lt; 2 --&gt; e');
  });

  it('are read again as they were written', async () => {
    const cues = [cue(0.001, 59.999, 'One &amp; <b>two</b>'), cue(3599, 3600, 'Three\nfour')];
    expect(webVttOf(cues)).toContain('00:59:59.000 --> 01:00:00.000\nThree\nfour\n');
    expect(await read(webVttOf(cues))).toEqual(cues);
  });

  const wrong = (line: number) => ({ failure: 'caption_invalid', line });

  it.each([
    ['no cue', 'WEBVTT\n', 1],
    ['nothing', '', 1],
    ['no times', 'WEBVTT\n\nHello\nthere\n', 4],
    [
      'a time that is none',
      'WEBVTT\n\n00:01.000 --> 00:02.000\nx\n\n00:01:99.000 --> 00:03.000\ny\n',
      6,
    ],
    ['an end before the beginning', '1\n00:00:05,000 --> 00:00:04,000\nx\n', 2],
    ['an end after all videos', '1\n00:00:05,000 --> 01:00:00,001\nx\n', 2],
    ['a text without end', `1\n00:00:05,000 --> 00:00:06,000\n${'x'.repeat(1001)}\n`, 3],
    ['too many cues', `${'00:00:05,000 --> 00:00:06,000\nx\n\n'.repeat(20_001)}`, 60_001],
  ])('are refused with the line: %s', async (_what, source, line) => {
    await expect(read(source)).rejects.toMatchObject(wrong(line));
  });

  it.each([
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['zeros', Buffer.alloc(64)],
    ['another encoding', Buffer.from('WEBVTT\n\n00:01.000 --> 00:02.000\nWörld\n', 'latin1')],
  ])('are refused as no text: %s', async (_what, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({ failure: 'type_unsupported', line: null });
  });
});
