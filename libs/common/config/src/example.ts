import type { z } from 'zod';
import { type SettingsClass, type SettingsShape, variableName } from './settings';

interface Documented {
  readonly schema: z.ZodType;
  readonly services: string[];
}

/**
 * The content of `.env.example`: every variable of the given services with its meaning, its default and its readers.
 */
export function environmentExample(definitions: readonly SettingsClass<SettingsShape>[]): string {
  const documented = new Map<string, Documented>();
  for (const { service, shape } of definitions) {
    for (const [name, schema] of Object.entries(shape)) {
      const known = documented.get(name);
      if (known) known.services.push(service);
      else documented.set(name, { schema, services: [service] });
    }
  }
  const blocks = [...documented].map(([name, { schema, services }]) => {
    const readers = services.length === definitions.length ? 'every service' : services.join(', ');
    return `# ${schema.description ?? ''} (${readers})\n${example(name, schema)}`;
  });
  return `# Generated from the settings of the services by \`npm run generate\`; do not edit.\n\n${blocks.join('\n\n')}\n`;
}

function example(name: string, schema: z.ZodType): string {
  const fallback = schema.safeParse(undefined);
  if (!fallback.success) return `${variableName(name)}=`;
  const value: unknown = fallback.data;
  const shown = Array.isArray(value) ? value.join(',') : String(value ?? '');
  return `#${variableName(name)}=${shown}`;
}
