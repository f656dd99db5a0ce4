import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../shared/paths.mts';

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { operationId?: string }>>>>;
}
interface AsyncApi {
  readonly channels: Readonly<Record<string, { readonly address: string | null }>>;
}

/** Those of the generated documents, one a service. */
const DOCUMENTS = readdirSync(path.join(ROOT, 'apps'))
  .map((app) => path.join('apps', app, 'openapi.json'))
  .filter((file) => readdirSync(path.join(ROOT, path.dirname(file))).includes('openapi.json'))
  .map((file) => json<OpenApi>(file));
const CHANNELS = Object.values(json<AsyncApi>('apps/gateway/src/asyncapi.json').channels);

const OPERATIONS = DOCUMENTS.flatMap(({ paths }) =>
  Object.values(paths).flatMap((item) =>
    Object.values(item).filter(({ operationId }) => operationId !== undefined),
  ),
);
const LIBRARIES = readdirSync(path.join(ROOT, 'libs'), {
  recursive: true,
  encoding: 'utf8',
}).filter((file) => path.basename(file) === 'project.json');

/** How many there are of what pages count. */
export const COUNTS: Readonly<Record<string, number>> = {
  operations: OPERATIONS.length,
  services: DOCUMENTS.length,
  databases: DOCUMENTS.length,
  libraries: LIBRARIES.length,
  'event types': CHANNELS.filter(({ address }) => address?.startsWith('evt.')).length,
};

const WORDS = [
  ...['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  ...['eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen'],
];
const COUNTED = new RegExp(
  `(?<whole>\\b(?:all|the) (?:the )?)?\\b(?<number>\\d[\\d,]*|${WORDS.join('|')}) (?<kind>${Object.keys(COUNTS).join('|')})\\b`,
  'gi',
);

function json<T>(file: string): T {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as T;
}

/**
 * What a page says of how many there are that is not so, each as a sentence. Fewer than half of them are a part ("three
 * services are dead"), unless the page says that they are all.
 */
export function countFaults(text: string): string[] {
  // Code shows what was so when it was run.
  const prose = text.replace(/^```[^]*?^```/gm, '');
  return [...prose.matchAll(COUNTED)].flatMap(({ 0: what, groups = {} }) => {
    const { whole, number = '', kind = '' } = groups;
    const there = COUNTS[kind.toLowerCase()] ?? 0;
    const word = WORDS.indexOf(number.toLowerCase());
    const reported = word === -1 ? Number(number.replaceAll(',', '')) : word;
    const isPart = whole === undefined && reported < there / 2;
    return isPart || reported === there ? [] : [`${what}: there are ${there}`];
  });
}
