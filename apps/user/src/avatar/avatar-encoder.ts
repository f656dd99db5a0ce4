import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { bulkhead, isBulkheadRejectedError } from 'cockatiel';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { ServiceUnavailable } from '@course-plateform/common/http';
import { AvatarTooManyPixels, AvatarTypeUnsupported, AvatarUnreadable } from './avatar.errors';

/** What may be sent, by the bytes at its beginning. */
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const;
/** What is kept and shown. */
export const AVATAR_TYPE = 'image/webp';

/** Width and height of what is kept. */
const SIDE = 512;
const QUALITY = 82;
/** More than any telephone sends; at worst a picture takes eight bytes for each. */
const PIXELS_MAX = 25_000_000;
/** Pictures that wait hold their bytes: more than these are sent away until later. */
const WAITING_MAX = 8;
/** A picture that takes longer was made to. */
const SECONDS_MAX = 10;

// Neither kept files nor threads beside the one that works: memory stays flat, and the processor is for requests.
sharp.cache(false);
sharp.concurrency(1);
// The readers of everything else are a way in for users who know their faults.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif'].map((name) => `VipsForeignLoad${name}Buffer`),
});

/** A picture ready to be kept. */
export interface EncodedAvatar {
  readonly content: Buffer;
  /** The same for the same picture, another one for any other. */
  readonly version: string;
}

/**
 * Makes what is kept of a picture that a user sent: a square of bounded size, encoded anew. So nothing of the sent file
 * gets to anybody else, neither where it was taken (EXIF) nor anything that is no picture.
 */
@Injectable()
export class AvatarEncoder {
  private readonly oneAtATime = bulkhead(1, WAITING_MAX);

  /** @throws AvatarTypeUnsupported, AvatarUnreadable, AvatarTooManyPixels, ServiceUnavailable while many wait */
  async encode(file: Buffer): Promise<EncodedAvatar> {
    const type = await fileTypeFromBuffer(file);
    if (!PICTURE_TYPES.some((one) => one === type?.mime)) throw new AvatarTypeUnsupported();
    const content = await this.squareInTurn(file);
    const version = createHash('sha256').update(content).digest('hex').slice(0, 32);
    return { content, version };
  }

  private async squareInTurn(file: Buffer): Promise<Buffer> {
    try {
      return await this.oneAtATime.execute(() => squareOf(file));
    } catch (error) {
      throw isBulkheadRejectedError(error) ? new ServiceUnavailable({ retryAfter: 2 }) : error;
    }
  }
}

async function squareOf(file: Buffer): Promise<Buffer> {
  await checkSize(file);
  const square = sharp(file, { failOn: 'error', limitInputPixels: PIXELS_MAX, autoOrient: true })
    .resize(SIDE, SIDE, { fit: 'cover' })
    .webp({ quality: QUALITY })
    .timeout({ seconds: SECONDS_MAX });
  return readable(() => square.toBuffer());
}

/** Looks at the head of the file alone, which is where a small file says that it is an enormous picture. */
async function checkSize(file: Buffer): Promise<void> {
  const header = sharp(file, { limitInputPixels: false });
  const { width, height } = await readable(() => header.metadata());
  if (width * height > PIXELS_MAX) {
    throw new AvatarTooManyPixels({ params: { max: PIXELS_MAX / 1_000_000 } });
  }
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new AvatarUnreadable({ cause: error });
  }
}
