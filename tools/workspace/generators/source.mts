import ts from 'typescript';

/**
 * Changes to TypeScript files that users write as well: each finds its place by the syntax tree and leaves the rest as
 * it is. The formatter puts line breaks and indentation right afterwards.
 */

/** Adds names to the import of a module; a new import goes where it stands in the order of the others. */
export function addImport(text: string, module: string, ...names: readonly string[]): string {
  const file = parse(text);
  const imports = file.statements.filter(ts.isImportDeclaration);
  const same = imports.find((statement) => moduleOf(statement) === module);
  const bindings = same?.importClause?.namedBindings;
  if (bindings && ts.isNamedImports(bindings)) {
    const present = bindings.elements.map((element) => element.getText(file));
    const all = [...new Set([...present, ...names])].sort(byName);
    return replace(text, bindings.getStart(file), bindings.end, `{ ${all.join(', ')} }`);
  }
  const line = `import { ${[...names].sort(byName).join(', ')} } from '${module}';\n`;
  const next = imports.find((statement) => order(moduleOf(statement)) > order(module));
  const last = imports.at(-1);
  if (next) return insert(text, next.getStart(file), line);
  return insert(text, last?.end ?? 0, last ? `\n${line.trimEnd()}` : `${line}\n`);
}

/** Exports names of a library's file from its index, in the order of the files. */
export function addExport(text: string, module: string, ...names: readonly string[]): string {
  const cleared = text.replace(/^export \{\};\n/m, '');
  const file = parse(cleared);
  const exports = file.statements.filter(ts.isExportDeclaration);
  const same = exports.find((statement) => moduleOf(statement) === module);
  if (same?.exportClause && ts.isNamedExports(same.exportClause)) {
    const { elements } = same.exportClause;
    const all = [...elements.map((element) => element.getText(file)), ...names].sort(byName);
    const clause = `{ ${[...new Set(all)].join(', ')} }`;
    return replace(cleared, same.exportClause.getStart(file), same.exportClause.end, clause);
  }
  const line = `export { ${[...names].sort(byName).join(', ')} } from '${module}';\n`;
  const next = exports.find((statement) => moduleOf(statement) > module);
  return insert(cleared, next?.getStart(file) ?? cleared.length, line);
}

/** Adds an element to the list that a decorator's or an object's property holds: `@Module({ providers: [here] })`. */
export function addToProperty(text: string, property: string, element: string): string {
  const found = find(parse(text), ts.isPropertyAssignment, ({ name }) => nameIs(name, property));
  const list = found?.initializer;
  if (list && ts.isArrayLiteralExpression(list)) return addElement(text, list, element);
  const module = find(parse(text), ts.isDecorator, (decorator) =>
    decorator.getText().startsWith('@Module('),
  );
  const object = module && find(module, ts.isObjectLiteralExpression, () => true);
  if (!object) throw new Error(`There is no list "${property}" to add ${element} to.`);
  return insert(text, object.end - 1, `${separator(object.properties)} ${property}: [${element}],`);
}

/** Adds an element to the list that a variable holds. */
export function addToVariable(text: string, variable: string, element: string): string {
  const file = parse(text);
  const found = find(file, ts.isVariableDeclaration, ({ name }) => nameIs(name, variable));
  const list = found && find(found, ts.isArrayLiteralExpression, () => true);
  if (!list) throw new Error(`There is no list "${variable}" to add ${element} to.`);
  return addElement(text, list, element);
}

/** Adds an element to a list inside the object that has a `name` of its own: `{ name: 'review', prefixes: [here] }`. */
export function addToNamed(text: string, name: string, property: string, element: string): string {
  const object = find(parse(text), ts.isObjectLiteralExpression, ({ properties }) =>
    properties.some(
      (member) =>
        ts.isPropertyAssignment(member) &&
        nameIs(member.name, 'name') &&
        ts.isStringLiteral(member.initializer) &&
        member.initializer.text === name,
    ),
  );
  const member =
    object && find(object, ts.isPropertyAssignment, (each) => nameIs(each.name, property));
  if (!member || !ts.isArrayLiteralExpression(member.initializer)) {
    throw new Error(`${name} has no list "${property}" to add ${element} to.`);
  }
  return addElement(text, member.initializer, element);
}

/** Adds a member to an enum. */
export function addEnumMember(text: string, name: string, member: string): string {
  const found = find(parse(text), ts.isEnumDeclaration, (each) => nameIs(each.name, name));
  if (!found) throw new Error(`There is no enum "${name}" to add ${member} to.`);
  return insert(text, found.end - 1, `${separator(found.members)} ${member},\n`);
}

/** Says what a new value of an enum means, where `describeEnum` says it of the others. */
export function addMeaning(text: string, name: string, value: string, meaning: string): string {
  const call = find(
    parse(text),
    ts.isCallExpression,
    ({ expression, arguments: [subject] }) =>
      nameIs(expression, 'describeEnum') && subject !== undefined && nameIs(subject, name),
  );
  const meanings = call?.arguments[1];
  if (!meanings || !ts.isObjectLiteralExpression(meanings)) {
    throw new Error(`There is no describeEnum(${name}, …) to add ${value} to.`);
  }
  const addition = `${separator(meanings.properties)} '${value}': '${meaning}',\n`;
  return insert(text, meanings.end - 1, addition);
}

/** Adds a member to the end of a class. */
export function addClassMember(text: string, name: string, member: string): string {
  const found = classOf(text, name);
  return insert(text, found.end - 1, `\n${member}\n`);
}

/** Gives a class another dependency; one that it has already stays as it is. */
export function addDependency(text: string, name: string, parameter: string): string {
  const found = classOf(text, name);
  const constructor = found.members.find(ts.isConstructorDeclaration);
  if (!constructor) {
    return insert(text, found.members.pos, `\n  constructor(private readonly ${parameter}) {}\n`);
  }
  const { parameters } = constructor;
  if (parameters.some((each) => each.getText().endsWith(` ${parameter}`))) return text;
  return insert(text, parameters.end, `${separator(parameters)} private readonly ${parameter}`);
}

/** Whether a file declares a class or a constant of that name. */
export function declares(text: string, name: string): boolean {
  const file = parse(text);
  return file.statements.some(
    (statement) =>
      (ts.isClassDeclaration(statement) && statement.name?.text === name) ||
      (ts.isVariableStatement(statement) &&
        statement.declarationList.declarations.some((each) => nameIs(each.name, name))),
  );
}

function classOf(text: string, name: string): ts.ClassDeclaration {
  const found = find(parse(text), ts.isClassDeclaration, (each) => each.name?.text === name);
  if (!found) throw new Error(`There is no class "${name}" to add to.`);
  return found;
}

function addElement(text: string, list: ts.ArrayLiteralExpression, element: string): string {
  const file = list.getSourceFile();
  if (list.elements.some((each) => each.getText(file) === element)) return text;
  return insert(text, list.end - 1, `${separator(list.elements)} ${element}`);
}

function separator(nodes: ts.NodeArray<ts.Node>): string {
  return nodes.length === 0 || nodes.hasTrailingComma ? '' : ',';
}

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
}

function find<T extends ts.Node>(
  root: ts.Node,
  isKind: (node: ts.Node) => node is T,
  fits: (node: T) => boolean,
): T | undefined {
  if (isKind(root) && fits(root)) return root;
  return ts.forEachChild(root, (child) => find(child, isKind, fits));
}

function nameIs(name: ts.Node, text: string): boolean {
  return ts.isIdentifier(name) && name.text === text;
}

function moduleOf({ moduleSpecifier }: ts.ImportDeclaration | ts.ExportDeclaration): string {
  return moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
}

/** Packages first, then what is ours, then the service itself. */
function order(module: string): string {
  const group = module.startsWith('.') ? 2 : module.startsWith('@course-plateform/') ? 1 : 0;
  return `${group}${module}`;
}

/** Capital letters first, `type` before a name does not count. */
function byName(a: string, b: string): number {
  const [first, second] = [a, b].map((name) => name.replace(/^type /, ''));
  return (first ?? '') < (second ?? '') ? -1 : 1;
}

function insert(text: string, position: number, addition: string): string {
  return replace(text, position, position, addition);
}

function replace(text: string, start: number, end: number, addition: string): string {
  return text.slice(0, start) + addition + text.slice(end);
}
