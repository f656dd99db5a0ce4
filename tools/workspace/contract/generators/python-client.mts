import { cpSync } from 'node:fs';
import path from 'node:path';
import { PROGRAMS } from './node-clients.mts';
import { python } from './tools.mts';
import { DOCUMENT, type Workplace, quiet } from './workplace.mts';

/** The package that openapi-python-client makes, and the program that calls the platform with it. */
export const PYTHON_FILES = ['platform_client', 'python_client.py'];

export async function pythonClient(place: Workplace, packages: string): Promise<void> {
  // It knows files by one type only, and formats with a program that nobody needs here.
  const images = ['png', 'jpeg', 'webp', 'gif', 'avif'].map((type) => `image/${type}`);
  const videos = ['application/vnd.apple.mpegurl', 'video/iso.segment', 'video/mp4'];
  const others = [
    'text/csv',
    'application/pdf',
    'application/zip',
    'application/offset+octet-stream',
  ];
  const files = [...images, ...videos, ...others];
  const config = {
    content_type_overrides: Object.fromEntries(
      files.map((type) => [type, 'application/octet-stream']),
    ),
    post_hooks: [],
  };
  const file = place.write('python.json', JSON.stringify(config));
  const options = ['--path', DOCUMENT, '--output-path', 'platform_client', '--meta', 'none'];
  const args = ['generate', ...options, '--config', file, '--fail-on-warning'];
  quiet(await python(packages, ['-m', 'openapi_python_client', ...args], place.folder));
}

export async function mypy(place: Workplace, packages: string): Promise<void> {
  // Two faults of the generator itself: how its context managers pass arguments on, and an import that it forgets
  // where a body may be of several types.
  const config = `[mypy]
strict = True
[mypy-platform_client.client]
disable_error_code = arg-type
[mypy-platform_client.api.users.update_my_avatar]
disable_error_code = name-defined
`;
  const program = path.join(place.folder, 'python_client.py');
  cpSync(path.join(PROGRAMS, 'python_client.py'), program);
  const file = place.write('mypy.ini', config);
  await python(packages, ['-m', 'mypy', '--config-file', file, ...PYTHON_FILES], place.folder);
}
