import path from 'node:path';
import ts from 'typescript';
import { Failure, runTool } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';

/**
 * Type-checks one project of the workspace with the workspace's own settings. Its dependencies are loaded as they are
 * imported, so no project needs a tsconfig of its own.
 */
function typecheck(projectRoot: string): string[] {
  const isTools = projectRoot.startsWith('tools/');
  const configFile = path.join(ROOT, isTools ? 'tools/tsconfig.json' : 'tsconfig.json');
  const read = ts.readConfigFile(configFile, (file) => ts.sys.readFile(file));
  const config: unknown = isTools ? read.config : { ...read.config, include: [projectRoot] };
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, path.dirname(configFile));
  const program = ts.createProgram(parsed.fileNames, parsed.options);
  const diagnostics = parsed.fileNames.length === 0 ? [] : ts.getPreEmitDiagnostics(program);
  return diagnostics.map((diagnostic) => {
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
    if (!diagnostic.file || diagnostic.start === undefined) return message;
    const { line } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start);
    return `${path.relative(ROOT, diagnostic.file.fileName)}:${line + 1} ${message}`;
  });
}

await runTool(async () => {
  const projectRoot = process.argv[2];
  if (!projectRoot)
    throw new Failure('Name the root of the project to check, such as apps/review.');
  const problems = typecheck(projectRoot);
  if (problems.length > 0) throw new Failure(problems.join('\n'));
  return 0;
});
