import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../shared/paths.mts';
import { COUNTS, countFaults } from './page-counts.mts';
import { pageProblems } from './page-facts.mts';

/** What users read: the README files and everything below `docs`. */
const PAGES = [
  'README.md',
  'libs/client/README.md',
  ...readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join('docs', file)),
];

const SERVICES = readdirSync(path.join(ROOT, 'apps'));
const SCRIPTS = Object.keys(json('package.json')['scripts'] ?? {});
const GENERATORS = Object.keys(
  json('tools/workspace/generators/generators.json')['generators'] ?? {},
);

/** The tools whose first word says what to do, and the files in which those words stand. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  stack: ['tools/workspace/stack/main.mts'],
  events: ['tools/operator/events/main.mts'],
  contract: ['tools/workspace/contract/main.mts'],
  keys: ['tools/operator/keys/main.mts'],
};

function json(file: string): Readonly<Record<string, object | undefined>> {
  return JSON.parse(read(file)) as Readonly<Record<string, object | undefined>>;
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** What a page says that is not so, each as a sentence. */
function faultsOf(page: string, text: string): string[] {
  // A decision tells what there was when it was made.
  const counts = page.startsWith('docs/decisions/') ? [] : countFaults(text);
  return [...commandFaults(text), ...linkFaults(page, text), ...pageProblems(text), ...counts];
}

function commandFaults(text: string): string[] {
  const scripts = [...text.matchAll(/\bnpm run (?:-s )?([a-z][a-z-]*)(?: -- ([a-z][a-z-]*))?/g)];
  const generators = [...text.matchAll(/\bnx g ([a-z|-]+)/g)];
  const tests = [...text.matchAll(/^npm test -- ([a-z][a-z-]*)/gm)];
  return [
    ...scripts.flatMap(([command, script = '', word]) => {
      if (!SCRIPTS.includes(script)) return [`${command}: there is no such script`];
      const files = WORDS[script];
      if (!files || word === undefined) return [];
      // As the tool's own help names it.
      const named = new RegExp(`^ {2}'?(npm run ${script} -- )?${word}\\b`, 'm');
      const known = files.some((file) => named.test(read(file)));
      return known ? [] : [`${command}: ${script} knows no such command`];
    }),
    ...generators.flatMap(([command, names = '']) =>
      names.split('|').every((name) => GENERATORS.includes(name))
        ? []
        : [`${command}: there is no such generator`],
    ),
    ...tests.flatMap(([command, project = '']) =>
      SERVICES.includes(project) || /^(common|types)-/.test(project)
        ? []
        : [`${command}: there is no such project`],
    ),
  ];
}

function linkFaults(page: string, text: string): string[] {
  // Code shows links of its own, such as those of a response.
  const prose = text.replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [file = '', anchor] = target.split('#');
    const to = file === '' ? page : path.join(path.dirname(page), file);
    if (!existsSync(path.join(ROOT, to))) return [`${target}: there is no such file`];
    if (anchor === undefined || anchorsOf(read(to)).includes(anchor)) return [];
    return [`${target}: there is no such heading`];
  });
}

/** As GitHub makes them of headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('the guides', () => {
  for (const page of PAGES) {
    it(`have working commands, links and facts in ${page}`, () => {
      assert.deepEqual(faultsOf(page, read(page)), []);
    });
  }

  const wrong: [string, string][] = [
    ['`npm run nothing`', 'npm run nothing: there is no such script'],
    ['`npm run events -- forget`', 'npm run events -- forget: events knows no such command'],
    ['`npm run stack -- constructor`', 'npm run stack -- constructor: stack knows no such command'],
    ['`npx nx g feature|page`', 'nx g feature|page: there is no such generator'],
    ['```bash\nnpm test -- rewiev\n```', 'npm test -- rewiev: there is no such project'],
    ['[gone](guides/gone.md)', 'guides/gone.md: there is no such file'],
    ['[gone](guides/events.md#gone)', 'guides/events.md#gone: there is no such heading'],
    ['`libs/common/{cache,cash}/src`', 'libs/common/cash/src: there is no such file'],
    ['`order.entitty.ts`', 'order.entitty.ts: there is no such file'],
    ['`DATABASE_PATIENCE_MS`', 'DATABASE_PATIENCE_MS: there is no such setting'],
    ['`DATABASE_TIMEOUT_MS` (9 seconds)', 'DATABASE_TIMEOUT_MS: its default is 10000'],
    ['| `RATE_LIMIT_READ`  | 60 | GET |', 'RATE_LIMIT_READ: its default is 600'],
    ['order["order :3011"]', 'order :3011: its port is 3010'],
    ['404 `order.gone`', 'order.gone: there is no such error'],
    ['403 `order.not_found`', 'order.not_found: its status is 404'],
    ['Eleven services start', `Eleven services: there are ${COUNTS['services']}`],
    ['all three services', `all three services: there are ${COUNTS['services']}`],
    ['and 1,000 operations', `1,000 operations: there are ${COUNTS['operations']}`],
    ['all 3 event types', `all 3 event types: there are ${COUNTS['event types']}`],
    ['the 9 libraries', `the 9 libraries: there are ${COUNTS['libraries']}`],
  ];
  for (const [text, fault] of wrong) {
    it(`are checked for ${fault}`, () => {
      assert.deepEqual(faultsOf('docs/page.md', text), [fault]);
    });
  }

  it('pass when every fact is right', () => {
    const right = [
      '`npm run stack -- log-level order debug`, `npm run contract -- lint`, `npx nx g rpc`',
      '[levels](guides/observability.md#levels), [elsewhere](https://example.com/x)',
      '```\n[not](a-link.md)\n```',
      '`libs/common/{cache,http}/src`, `review.entity.ts`, `apps/<service>/src`, `NATS_PASSWORD_<USER>`',
      '`DATABASE_TIMEOUT_MS` (10 seconds), `REQUEST_TIMEOUT_MS`, 30 s, user-progress:3009',
      '404 `order.not_found`',
      `${COUNTS['operations']} operations of all ten services; three services are dead`,
      '```\n9 services, 754 ms\n```',
    ];
    assert.deepEqual(faultsOf('docs/page.md', right.join('\n')), []);
  });
});
