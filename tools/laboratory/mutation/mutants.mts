import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Mutant } from '@stryker-mutator/api/core';
import { type File, Instrumenter } from '@stryker-mutator/instrumenter';
import ts from 'typescript';
import { ROOT } from '#workspace/shared/paths.mts';

/** Files without a rule of their own: wiring, shapes (the contract checks look at them), texts, what is generated. */
const NO_RULES =
  /(?:\.(?:spec|dto|module|errors|settings)|\/(?:index|main|env|errors|app\.module|mikro-orm\.config))\.ts$|\/migrations\/|\/generated\//;

/** A place of the source and what stands there instead. */
export interface Change {
  readonly id: string;
  readonly file: string;
  /** From one. */
  readonly line: number;
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
}

/** A project whose every change is in the code, switched on by its id (mutant schemata). */
export interface Instrumented {
  readonly changes: readonly Change[];
  readonly files: readonly File[];
  /** Changes with the source: results of one state say nothing about another. */
  readonly state: string;
}

/**
 * Makes the mutants of a project with the mutators of Stryker.
 * @param root the project's folder, relative to the workspace
 * @see https://stryker-mutator.io/docs/mutation-testing-elements/supported-mutators/
 */
export async function instrument(root: string): Promise<Instrumented> {
  const names = globSync(`${root}/src/**/*.ts`, { cwd: ROOT })
    .filter((name) => !NO_RULES.test(name))
    .sort();
  const sources = names
    .map((name) => ({
      name,
      mutate: true,
      content: readFileSync(path.join(ROOT, name), 'utf8'),
    }))
    .filter(({ name, content }) => !hasTypesOnly(name, content));
  const { files, mutants } = await new Instrumenter(silent).instrument(sources, {
    plugins: null,
    excludedMutations: [],
    ignorers: [{ shouldIgnore: ignored }],
  });
  const texts = new Map(sources.map(({ name, content }) => [name, content]));
  const changes = mutants
    .filter(({ status }) => status === undefined)
    .map((mutant) => describe(mutant, texts.get(mutant.fileName) ?? ''));
  const state = createHash('sha256')
    .update(sources.map(({ name, content }) => `${name}\n${content}`).join('\n'))
    .digest('hex');
  return { changes, files, state };
}

/** Whether nothing of a file runs. The instrumenter does not know every syntax of types. */
function hasTypesOnly(name: string, content: string): boolean {
  const { statements } = ts.createSourceFile(name, content, ts.ScriptTarget.Latest);
  return statements.every(
    (statement) =>
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      (ts.isExportDeclaration(statement) && statement.isTypeOnly) ||
      (ts.isImportDeclaration(statement) && statement.importClause?.isTypeOnly === true),
  );
}

function describe(mutant: Mutant, text: string): Change {
  const { start, end } = mutant.location;
  const lines = text.split('\n').slice(start.line, end.line + 1);
  const last = lines.length - 1;
  // The end first: on one line the beginning would move it.
  lines[last] = (lines[last] ?? '').slice(0, end.column);
  lines[0] = (lines[0] ?? '').slice(start.column);
  return {
    id: mutant.id,
    file: path.relative(ROOT, path.resolve(ROOT, mutant.fileName)),
    line: start.line + 1,
    mutator: mutant.mutatorName,
    original: lines.join('\n'),
    replacement: mutant.replacement,
  };
}

/** As much of a node of Babel's tree as is looked at. */
interface Node {
  readonly type: string;
  readonly name?: string;
  readonly callee?: Node;
  readonly object?: Node;
  readonly property?: Node;
}

/**
 * What nobody outside can tell apart: what a line of the log says, though not whether there is one, and the words of
 * failures that are no response to anybody.
 */
function ignored(place: object): string | undefined {
  const { node, parent } = place as { readonly node: Node; readonly parent?: Node };
  const called = node.type === 'CallExpression' ? node.callee : undefined;
  if (called && /^(?:logger|log)$/.test(nameOf(called.object)))
    return 'what a line of the log says';
  const isWords = node.type === 'StringLiteral' || node.type === 'TemplateLiteral';
  if (isWords && parent?.type === 'NewExpression' && nameOf(parent.callee) === 'Error') {
    return 'the words of a failure';
  }
  return undefined;
}

/** `logger` of `logger` and of `this.logger`. */
function nameOf(node: Node | undefined): string {
  return node?.name ?? (node?.property ? nameOf(node.property) : '');
}

const nothing = (): void => undefined;
const silent = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  ...{ trace: nothing, debug: nothing, info: nothing },
  ...{ warn: nothing, error: nothing, fatal: nothing },
};
