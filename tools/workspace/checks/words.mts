import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** One word that is not used here, and the field's term for it. */
interface BannedWord {
  readonly word: RegExp;
  readonly say: string;
  /** Only in names, or only in prose; both when absent. */
  readonly in?: 'names' | 'prose';
  /** Where the word is right all the same: files by the form of their path, each with the reason. */
  readonly except?: readonly (readonly [files: RegExp, reason: string])[];
}

const QUIZ: readonly (readonly [RegExp, string])[] = [
  [/quiz|question|lesson-kind|learning|variants\.md/, 'a learner answers in a quiz'],
  [/^apps\/e2e\/|^tools\/(laboratory|workspace\/seed)\//, 'journeys and samples take quizzes'],
  [
    /^docs\/(guides\/extend|access)\.md$/,
    'the routes of quizzes, and how a kind of question is added',
  ],
];
const SAMPLES: readonly (readonly [RegExp, string])[] = [
  [/^tools\/(workspace\/seed|laboratory\/fuzz)\//, 'texts that users of the demo have written'],
  [
    /^tools\/workspace\/(google|generators)\//,
    'an account at Google; a sample of an irregular plural',
  ],
];
/** The pages that state the rule. */
const RULE = /^tools\/workspace\/checks\/words(\.test)?\.mts$/;

/** The words, in the order in which they are reported. Whole words, whatever their case. */
export const BANNED: readonly BannedWord[] = [
  { word: /^neighbou?rs?$/, say: 'upstream service' },
  { word: /^askers?$/, say: 'caller' },
  { word: /^answerers?$/, say: 'responder' },
  { word: /^asked$/, say: 'requested, received', in: 'names' },
  { word: /^answer(s|ed|ing)?$/, say: 'response, reply, respond, return', except: QUIZ },
  { word: /^told$/, say: 'published, reported', in: 'names' },
  { word: /^tells?$/, say: 'publish, report', in: 'names' },
  { word: /^facts?$/, say: 'event', except: [[/page-facts|guides\.test/, 'what a page states']] },
  { word: /^nudge(s|d)?$/, say: 'trigger' },
  {
    word: /^periodic$/,
    say: 'scheduled',
    in: 'names',
    except: [[/line-buffer/, 'an option of pino, periodicFlush']],
  },
  { word: /^overtaken$/, say: 'aborted, conflict' },
  { word: /^(stretch|stretches)$/, say: 'range, page' },
  { word: /^phrases?$/, say: 'message' },
  { word: /^turnstiles?$/, say: 'semaphore, concurrency limit' },
  { word: /^(canary|canaries)$/, say: 'leak test, marker' },
  { word: /^shadows?$/, say: 'failure journey', except: SAMPLES },
  { word: /^somebody$/, say: 'a user, a caller' },
  {
    word: /^persons?$/,
    say: 'user',
    except: [...SAMPLES, [/structured-data/, 'a type of schema.org']],
  },
  { word: /^people$/, say: 'users', except: SAMPLES },
  { word: /^foreseen?$/, say: 'predicted' },
  { word: /^enrolments?$/, say: 'enrollment' },
  { word: /^catalogues?$/, say: 'catalog' },
  { word: /^(behaviour|colour|favour|honour)s?$/, say: 'the American spelling' },
  {
    word: /^(recogn|organ|normal|serial|initial|local)is(e|es|ed|ing|ation)$/,
    say: 'the American spelling',
  },
];

/** Turns of phrase, which only prose has. */
export const BANNED_PHRASES: readonly { readonly words: RegExp; readonly say: string }[] = [
  { words: /\b(told|tells?) (it |them |all )?again\b/i, say: 'published again' },
  { words: /\b(gave|gives|given|giving) way\b/i, say: 'aborted, superseded' },
  { words: /\bunder way\b/i, say: 'in flight, in progress' },
  { words: /\btime is up\b/i, say: 'deadline has passed' },
  { words: /\b(is|are|was|were|goes|went) away\b/i, say: 'unavailable' },
  { words: /\bleft alone\b/i, say: 'circuit open' },
];

const CODE = /\.m?ts$/;
const PAGE = /\.(md|template|yaml)$/;
const NOT_OURS =
  /\/migrations\/|^libs\/client\/src\/generated\/|\/fixtures\/|^docs\/access\.md$|package-lock/;

/** The tracked files of a repository that the rule holds for. @param root an absolute path */
export function filesWithWords(root: string): string[] {
  const listed = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' });
  return listed
    .split('\n')
    .filter((file) => (CODE.test(file) || PAGE.test(file)) && !NOT_OURS.test(file));
}

/**
 * The banned words of some files, a line each: `file:line "word": say …`.
 * @param files relative to the root
 */
export function wordProblems(root: string, files: readonly string[]): string[] {
  return files
    .filter((file) => !RULE.test(file))
    .flatMap((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      const found = CODE.test(file) ? inCode(file, text) : inProse(file, stripCode(text), 1);
      return [...new Set(found)];
    });
}

/** Names and prose of a file of TypeScript. Strings without a space are values, and values stay as they are. */
function inCode(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const comments = new Set<number>();
  const lineOf = (position: number): number =>
    source.getLineAndCharacterOfPosition(position).line + 1;
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of commentsOf(text, node)) {
      if (comments.has(pos)) continue;
      comments.add(pos);
      found.push(...inProse(file, stripCode(text.slice(pos, end)), lineOf(pos)));
    }
    if (ts.isIdentifier(node)) found.push(...inName(file, node.text, lineOf(node.getStart())));
    if (isProse(node)) found.push(...inProse(file, node.text, lineOf(node.getStart())));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function commentsOf(text: string, node: ts.Node): readonly ts.CommentRange[] {
  return [
    ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
    ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []),
  ];
}

function isProse(node: ts.Node): node is ts.StringLiteralLike {
  return ts.isStringLiteralLike(node) && /\s/.test(node.text.trim());
}

function inName(file: string, name: string, line: number): string[] {
  const parts = name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [];
  return problems(file, parts, line, 'names');
}

function inProse(file: string, text: string, firstLine: number): string[] {
  return text.split('\n').flatMap((lineText, index) => {
    const line = firstLine + index;
    const turns = BANNED_PHRASES.flatMap(({ words, say }) => {
      const found = words.exec(lineText)?.[0];
      return found === undefined ? [] : [`${file}:${line} "${found}": say ${say}`];
    });
    return [...problems(file, lineText.match(/[A-Za-z]+/g) ?? [], line, 'prose'), ...turns];
  });
}

function problems(
  file: string,
  words: readonly string[],
  line: number,
  place: 'names' | 'prose',
): string[] {
  return words.flatMap((word) => {
    const rule = BANNED.find((banned) => banned.word.test(word.toLowerCase()));
    if (!rule || (rule.in !== undefined && rule.in !== place)) return [];
    if (rule.except?.some(([files]) => files.test(file))) return [];
    return [`${file}:${line} "${word}": say ${rule.say}`];
  });
}

/** Prose without code, links and addresses, with as many lines as before. */
function stripCode(text: string): string {
  return text
    .replace(/```[\s\S]*?```/g, (block) => block.replace(/[^\n]/g, ''))
    .replace(/`[^`\n]*`/g, '')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/https?:\S+/g, '');
}
