import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { SERVICES } from '../../../libs/types/platform/src/services.ts';
import { ROOT } from '../shared/paths.mts';

const FILES = ['apps', 'libs', 'tools', 'docs', 'k8s'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
    path.join(folder, file),
  ),
);
const FILE_NAMES = new Set([...FILES, ...readdirSync(ROOT)].map((file) => path.basename(file)));
/** What readers make: by a guide, or with a tool. */
const MADE_BY_READERS = [
  'apps/order/src/transaction/transaction.errors.ts',
  'apps/order/test/transaction.e2e-spec.ts',
  'apps/quiz/src/question-kinds/number.kind.ts',
  'accepted-breaks.json',
  'apps/newsletter',
  'libs/types/newsletter',
  'backup.json',
  'first.mjs',
];

const SETTINGS = new Map(
  [...read('.env.example').matchAll(/^#([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(
    ([, name = '', value = '']) => [name, value],
  ),
);
/** Names in capitals that the sources have, such as settings of tools. */
const NAMES = new Set(
  FILES.filter((file) => /(?<!\.test)\.(m?ts|mjs|cjs|js|yaml)$/.test(file)).flatMap(
    (file) => read(file).match(/\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\b/g) ?? [],
  ),
);
/** A subject of the broker's own. */
const NAMES_ELSEWHERE = ['MAX_DELIVERIES'];

const PORTS = new Map<string, number>([
  ...SERVICES.map(({ name, port }) => [name, port] as const),
  ['gateway', 3000],
]);

interface ErrorEntry {
  readonly code: string;
  readonly status: number;
}
const STATUSES = new Map(
  (JSON.parse(read('apps/gateway/src/errors.json')) as { errors: ErrorEntry[] }).errors.map(
    ({ code, status }) => [code, status],
  ),
);

/** How many of the unit of a setting are in one of a page, by the ends of its name. */
const UNITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  MS: { ms: 1, s: 1000, second: 1000, minute: 60_000, hour: 3_600_000 },
  SECONDS: { s: 1, second: 1, minute: 60, hour: 3600, day: 86_400 },
  HOURS: { hour: 1, day: 24 },
  DAYS: { day: 1 },
  BYTES: { KiB: 1024, MiB: 1024 * 1024 },
};

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** What a page says of files, settings and their defaults, ports and errors that is not so, each as a sentence. */
export function pageProblems(text: string): string[] {
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  return [
    ...spans.flatMap(fileFaults),
    ...spans.flatMap(nameFaults),
    ...defaultFaults(text),
    ...portFaults(text),
    ...errorFaults(text),
  ];
}

function fileFaults(span: string): string[] {
  return alternatives(span).flatMap((code) => {
    const paths = code.match(/(?<![\w./@-])(apps|libs|tools|docs|k8s)\/[\w./@-]*[\w@-]/g) ?? [];
    const names = code.match(/^[\w.-]+\.(m?ts|cjs|mjs|json|yaml|conf)$/) ? [code] : [];
    if (/[<>*…{}]/.test(code)) return [];
    return [
      ...paths.filter((file) => !existsSync(path.join(ROOT, file))),
      ...names.filter((name) => !FILE_NAMES.has(name)),
    ]
      .filter((file) => !MADE_BY_READERS.includes(file))
      .map((file) => `${file}: there is no such file`);
  });
}

/** `a/{b,c}.json` stands for two. */
function alternatives(span: string): string[] {
  const [, before = '', choices = '', after = ''] =
    /^(.*)\{([\w,-]+,[\w,-]+)\}(.*)$/.exec(span) ?? [];
  if (choices === '') return [span];
  return choices.split(',').map((choice) => `${before}${choice}${after}`);
}

function nameFaults(span: string): string[] {
  const names = span.match(/\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\b(?![<{*])/g) ?? [];
  return names
    .filter((name) => !SETTINGS.has(name) && !NAMES.has(name) && !NAMES_ELSEWHERE.includes(name))
    .map((name) => `${name}: there is no such setting`);
}

/** A setting with its default behind it: `NAME` (10 seconds), `NAME`, 30 s, or in the next cell of a table. */
function defaultFaults(text: string): string[] {
  const inText = /`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`(?: \(|, )([\d,]*\d)(?: ([a-zA-Z]+?)s?)?\b/g;
  const inTables = /`([A-Z][A-Z0-9]*_[A-Z0-9_]+)` +\| +([\d,]*\d)(?: ([a-zA-Z]+?)s?)? +\|/g;
  return [...text.matchAll(inText), ...text.matchAll(inTables)].flatMap(
    ([, name = '', number = '', unit]) => {
      const value = SETTINGS.get(name);
      if (value === undefined) return [];
      const factor = unit === undefined ? 1 : UNITS[/[A-Z]+$/.exec(name)?.[0] ?? '']?.[unit];
      const reported = Number(number.replaceAll(',', '')) * (factor ?? 1);
      return reported === Number(value) ? [] : [`${name}: its default is ${value}`];
    },
  );
}

function portFaults(text: string): string[] {
  return [...text.matchAll(/\b([a-z]+(?:-[a-z]+)?) ?:(\d{4})\b/g)].flatMap(
    ([what, name = '', port]) => {
      const own = PORTS.get(name);
      return own === undefined || own === Number(port) ? [] : [`${what}: its port is ${own}`];
    },
  );
}

function errorFaults(text: string): string[] {
  // The rules of fields are no errors of their own.
  return [...text.matchAll(/\b([45]\d\d),? `(?!field\.)([a-z]+\.[a-z_]+)`/g)].flatMap(
    ([, status, code = '']) => {
      const own = STATUSES.get(code);
      if (own === undefined) return [`${code}: there is no such error`];
      return own === Number(status) ? [] : [`${code}: its status is ${own}`];
    },
  );
}
