import { readdir, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { MASTER_PLAYLIST } from './ffmpeg-arguments';
import { MediaFailure, MediaRefused } from './media-failure';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.m4s': 'video/iso.segment',
  '.mp4': 'video/mp4',
};
/** Of a piece that is not finished, the name goes on. */
const PIECE = '.m4s';

interface Target {
  readonly write: (name: string, file: string, contentType: string) => Promise<void>;
  /** More than the work can have made. */
  readonly bytesMax: number;
}

/** Takes the files of a stream from a folder to the storage as they are made, so that the disk holds few of them. */
export class StreamUpload {
  private bytes = 0;

  constructor(
    private readonly folder: string,
    private readonly target: Target,
  ) {}

  /** Of what it has taken. */
  get sizeBytes(): number {
    return this.bytes;
  }

  /** Takes the pieces that are finished. @throws MediaRefused when they are more than there can be */
  async takePieces(): Promise<void> {
    await this.take((await this.names()).filter((name) => name.endsWith(PIECE)));
  }

  /** Takes what is left. The master playlist comes last: whoever finds it finds the rest. */
  async takeRest(): Promise<void> {
    await this.takePieces();
    const names = await this.names();
    await this.take([...names.filter((name) => name !== MASTER_PLAYLIST), MASTER_PLAYLIST]);
  }

  private async names(): Promise<string[]> {
    return (await readdir(this.folder)).sort();
  }

  private async take(names: readonly string[]): Promise<void> {
    const { write, bytesMax } = this.target;
    for (const name of names) {
      const file = path.join(this.folder, name);
      this.bytes += (await stat(file)).size;
      if (this.bytes > bytesMax) throw new MediaRefused(MediaFailure.unreadable);
      const contentType = CONTENT_TYPES[path.extname(name)] ?? 'application/octet-stream';
      await write(name, file, contentType);
      await unlink(file);
    }
  }
}
