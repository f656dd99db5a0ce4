import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Messages } from '../broker/messages.mts';
import { ROOT } from '../shared/paths.mts';

interface Operation {
  readonly summary: string;
  readonly 'x-permission': string;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head'];
const MARK = '<!-- Generated from here on by `npm run generate`; do not edit. -->';

/**
 * The README of a service: what its author has written, and below a mark what its documents say.
 * @throws Error when nobody has written anything yet
 */
export function serviceReadme(service: string, messages: Messages): string {
  const file = path.join(ROOT, 'apps', service, 'README.md');
  const written = existsSync(file) ? readFileSync(file, 'utf8').split(MARK)[0]?.trim() : '';
  if (!written) throw new Error(`apps/${service}/README.md says nothing of its own`);
  const parts = [written, MARK, commands(service), routes(service), ...events(service, messages)];
  return `${parts.join('\n\n')}\n`;
}

function commands(service: string): string {
  return `## Run and test it

\`npm start -- --only ${service}\` starts it with the gateway and all stores, \`npm test -- ${service}\` runs its tests.`;
}

function routes(service: string): string {
  const file = path.join(ROOT, 'apps', service, 'openapi.json');
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as Document;
  const rows = Object.entries(paths).flatMap(([route, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      if (!operation) return [];
      const { summary, 'x-permission': permission } = operation;
      const address = `${method.toUpperCase()} ${route.replace('/api/v1', '')}`;
      return [`| \`${address}\` | ${summary} | ${permission} |`];
    }),
  );
  return ['## Routes', '', '| Route | Purpose | Permission |', '| --- | --- | --- |', ...rows].join(
    '\n',
  );
}

/** The README of a library of contracts: made of its contracts alone, for a class there has its doc comment. */
export function contractsReadme(service: string, { events, requests }: Messages): string {
  const published = events
    .filter(({ owner }) => owner === service)
    .map(({ name, subject, consumers }) => contract(name, subject, Object.keys(consumers)));
  const served = requests
    .filter(({ owner }) => owner === service)
    .map(({ name, subject, callers }) => contract(name, subject, callers));
  return [
    `# Contracts of the ${service} service`,
    MARK,
    `The payloads of the events that the [${service} service](../../../apps/${service}/README.md) publishes and of the requests that it serves, as classes that both sides validate against. A change is compared with the base commit by \`npm run contract -- breaking events\`; after it, run \`npm run generate\`.`,
    ...section('Events, and the services that consume them', published),
    ...section('Requests, and the services that send them', served),
    '',
  ].join('\n\n');
}

function contract(name: string, subject: string, services: readonly string[]): string {
  return line(`${name}\` \`${subject}`, services);
}

/** One list for each kind of message that there is. */
function events(service: string, { events, requests }: Messages): string[] {
  const published = events
    .filter(({ owner }) => owner === service)
    .map(({ subject, consumers }) => line(subject, Object.keys(consumers)));
  const consumed = events.flatMap(({ subject, consumers }) =>
    (consumers[service] ?? []).map((consumer) => line(subject, [consumer])),
  );
  const served = requests
    .filter(({ owner }) => owner === service)
    .map(({ subject, callers }) => line(subject, callers));
  const sent = requests
    .filter(({ callers }) => callers.includes(service))
    .map(({ subject, owner }) => line(subject, [owner]));
  return [
    section('Events it publishes, and the services that consume them', published),
    section('Events it consumes, and its consumers', consumed),
    section('Requests it serves, and the services that send them', served),
    section('Requests it sends, and the services that serve them', sent),
  ].flat();
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, [...lines].sort().join('\n')];
}

function line(subject: string, names: readonly string[]): string {
  return `- \`${subject}\`${names.length === 0 ? '' : `: ${[...names].sort().join(', ')}`}`;
}
