import { crc32 } from 'node:zlib';
import sharp from 'sharp';

/** A picture of one color, as a telephone would send it: with where it was taken. */
export function aPhoto(color: string): Promise<Buffer> {
  return sharp({ create: { width: 640, height: 480, channels: 3, background: color } })
    .jpeg()
    .withExif({ IFD0: { Artist: 'Ada Lovelace' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
    .toBuffer();
}

/** Red above blue for whoever looks at it; stored lying on its side. */
export async function aLyingPhoto(): Promise<Buffer> {
  const blue = await sharp({ create: { width: 40, height: 40, channels: 3, background: 'blue' } })
    .png()
    .toBuffer();
  return sharp({ create: { width: 80, height: 40, channels: 3, background: 'red' } })
    .composite([{ input: blue, left: 40, top: 0 }])
    .png()
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

/** A few hundred bytes that say they are an enormous picture. */
export async function aBomb(side: number): Promise<Buffer> {
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const bomb = Buffer.from(png);
  // After the signature: length, IHDR, width, height, five more bytes, and a checksum over all but the length.
  bomb.writeUInt32BE(side, 16);
  bomb.writeUInt32BE(side, 20);
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
  return bomb;
}

/** The color of the middle of a picture's edge, in red, green and blue. */
export async function colorAt(picture: Buffer, edge: 'top' | 'bottom'): Promise<number[]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const row = edge === 'top' ? 8 : info.height - 8;
  const start = (row * info.width + info.width / 2) * info.channels;
  return [...data.subarray(start, start + 3)];
}
