import type { OperationView, ParameterView } from './catalog';

/** How an operation is called from a shell. */
export function curlSample(operation: OperationView, origin: string): string {
  const lines = [`curl ${quoted(origin + addressOf(operation))}`];
  if (operation.method === 'HEAD') lines.push('--head');
  else if (operation.method !== 'GET') lines.push(`--request ${operation.method}`);
  if (operation.signIn !== 'never') lines.push('--header "Authorization: Bearer $TOKEN"');
  for (const { name, example } of needed(operation, 'header')) {
    lines.push(`--header ${quoted(`${name}: ${textOf(example)}`)}`);
  }
  const { body } = operation;
  if (body?.example !== undefined) {
    lines.push(`--header ${quoted(`Content-Type: ${body.type}`)}`);
    lines.push(`--data ${quoted(JSON.stringify(body.example, null, 2))}`);
  } else if (body) {
    lines.push(`--header ${quoted(`Content-Type: ${body.type}`)}`, '--data-binary @file');
  }
  return lines.join(' \\\n  ');
}

/** How it is called with the generated client. */
export function clientSample(operation: OperationView): string {
  const params = {
    path: valuesOf(needed(operation, 'path')),
    query: valuesOf(needed(operation, 'query')),
    header: valuesOf(needed(operation, 'header')),
  };
  const given = Object.entries(params).filter(([, values]) => Object.keys(values).length > 0);
  const options = {
    ...(given.length > 0 ? { params: Object.fromEntries(given) } : {}),
    ...(operation.body?.example === undefined ? {} : { body: operation.body.example }),
  };
  const rest = Object.keys(options).length > 0 ? `, ${literal(options)}` : '';
  const call = `client.${operation.method}('${operation.path}'${rest})`;
  return `const result = await unwrap(\n  ${call.replaceAll('\n', '\n  ')},\n);`;
}

function addressOf(operation: OperationView): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (place, name: string) => {
    const found = operation.parameters.find((one) => one.in === 'path' && one.name === name);
    return found ? encodeURIComponent(textOf(found.example)) : place;
  });
  const query = new URLSearchParams(
    needed(operation, 'query').map(({ name, example }): [string, string] => [
      name,
      textOf(example),
    ]),
  );
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}

function needed({ parameters }: OperationView, place: string): readonly ParameterView[] {
  return parameters.filter((one) => one.in === place && one.required);
}

function valuesOf(parameters: readonly ParameterView[]): Record<string, unknown> {
  return Object.fromEntries(parameters.map(({ name, example }) => [name, example]));
}

/** A value as TypeScript is written: names without quotes where they need none. */
function literal(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(/^(\s*)"([A-Za-z_$][\w$]*)":/gm, '$1$2:')
    .replace(/"((?:[^"\\']|\\[^u])*)"/g, (_, text: string) => `'${text.replaceAll('\\"', '"')}'`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
