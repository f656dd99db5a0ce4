import { exampleOf } from './asyncapi-examples.mts';
import type { Schemas } from './asyncapi-schemas.mts';
import type { WIRE_SCHEMAS } from './asyncapi-wire.mts';

/** A part of the document: what is in it, by name. */
export type Entries = [name: string, value: object][];
export type Comments = ReadonlyMap<string, string>;

export function message(
  name: string,
  summary: string | undefined,
  headers: keyof typeof WIRE_SCHEMAS | undefined,
  payload: string,
  schemas: Schemas,
): object {
  const shown = (schema: string): unknown => exampleOf({ $ref: schemaRef(schema) }, schemas);
  return {
    name,
    ...(summary === undefined ? {} : { summary }),
    ...(headers === undefined ? {} : { headers: { $ref: schemaRef(headers) } }),
    payload: { $ref: schemaRef(payload) },
    examples: [
      { ...(headers === undefined ? {} : { headers: shown(headers) }), payload: shown(payload) },
    ],
  };
}

export function messageOf(name: string, subject: string): string {
  return name + versionOf(subject).toUpperCase();
}

export function versionOf(subject: string): string {
  return subject.slice(subject.lastIndexOf('.') + 1);
}

export function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export function schemaRef(name: string): string {
  return `#/components/schemas/${name}`;
}

export function messageRef(name: string): string {
  return `#/components/messages/${name}`;
}

export function channelRef(subject: string): string {
  return `#/channels/${subject}`;
}
