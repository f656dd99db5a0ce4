import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ROOT } from '../shared/paths.mts';

/** What the doc comments of the contracts say, by the name of the class, enum or constant; in one line each. */
export function readDocComments(): ReadonlyMap<string, string> {
  const files = globSync('libs/types/*/src/*.ts', { cwd: ROOT }).sort();
  return new Map(
    files.flatMap((file) => {
      const text = readFileSync(path.join(ROOT, file), 'utf8');
      return commentsOf(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
    }),
  );
}

function commentsOf(source: ts.SourceFile): (readonly [name: string, comment: string])[] {
  return source.statements.flatMap((statement) => {
    const name = nameOf(statement);
    const [comment] = ts.getJSDocCommentsAndTags(statement);
    const text = comment && ts.isJSDoc(comment) ? ts.getTextOfJSDocComment(comment.comment) : '';
    return name === undefined || !text ? [] : [[name, text.replace(/\s+/g, ' ')] as const];
  });
}

function nameOf(statement: ts.Statement): string | undefined {
  if (ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) {
    return statement.name?.text;
  }
  if (!ts.isVariableStatement(statement)) return undefined;
  const [declaration] = statement.declarationList.declarations;
  return declaration && ts.isIdentifier(declaration.name) ? declaration.name.text : undefined;
}
