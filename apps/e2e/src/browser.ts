import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { extract } from 'tar-fs';

const CACHE = path.resolve(__dirname, '../../../node_modules/.cache/course-plateform');

/**
 * Of the flags the package recommends only what a container needs: others switch off what a test should meet, such as
 * the rules about calls to other origins.
 */
const ARGUMENTS = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-background-networking',
];

/**
 * Starts Chromium: the one that `CHROMIUM_PATH` names, or else the one that comes with `@sparticuz/chromium`, together
 * with the libraries and a font for machines that have little more than a C library.
 * @throws Error that says what is missing, when none can run here
 */
export async function openBrowser(): Promise<Browser> {
  const own = process.env['CHROMIUM_PATH'];
  if (own) return launch(own, {});
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `The Chromium from npm runs on Linux on x64 only, and this is ${process.platform} on ${process.arch}. Set CHROMIUM_PATH to an installed Chrome or Chromium.`,
    );
  }
  const folder = await unpacked();
  return launch(path.join(folder, 'chromium'), {
    LD_LIBRARY_PATH: path.join(folder, 'lib'),
    FONTCONFIG_FILE: path.join(folder, 'fontconfig.xml'),
  });
}

async function launch(executablePath: string, settings: Record<string, string>): Promise<Browser> {
  const env = { ...process.env, ...settings };
  try {
    return await chromium.launch({ executablePath, args: ARGUMENTS, env });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const library = /loading shared libraries: ([^:\s]+)/.exec(detail)?.[1];
    const reason = library ? `the library ${library} is missing` : detail;
    throw new Error(
      `Chromium (${executablePath}) does not start here: ${reason}. Install what is missing, or set CHROMIUM_PATH to a Chrome or Chromium that runs.`,
      { cause: error },
    );
  }
}

/** Unpacks the browser once for each of its versions. @returns its folder */
async function unpacked(): Promise<string> {
  const home = path.resolve(path.dirname(require.resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(await readFile(path.join(home, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = path.join(CACHE, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  // Under another name until it is whole, so that a stop in between leaves nothing that looks finished.
  const draft = await mkdtemp(`${folder}-`);
  try {
    const archive = (name: string): string => path.join(home, 'bin', name);
    await Promise.all([
      pipeline(
        createReadStream(archive('chromium.br')),
        createBrotliDecompress(),
        createWriteStream(path.join(draft, 'chromium'), { mode: 0o755 }),
      ),
      untar(archive('al2023.tar.br'), draft),
      untar(archive('fonts.tar.br'), draft),
    ]);
    await writeFile(path.join(draft, 'fontconfig.xml'), fontConfig(path.join(folder, 'fonts')));
    await rename(draft, folder).catch((error: unknown) => {
      // Someone else was faster.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}

async function untar(archive: string, folder: string): Promise<void> {
  await pipeline(createReadStream(archive), createBrotliDecompress(), extract(folder));
}

/** The fonts of the machine, and after them the one that came with the browser. */
function fontConfig(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}</dir>
  <cachedir>${folder}-cache</cachedir>
</fontconfig>
`;
}
