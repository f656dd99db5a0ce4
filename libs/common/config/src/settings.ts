import { z } from 'zod';
import { problemOf } from './kinds';

/** Settings by their camelCase name; the environment variable is the same name in UPPER_SNAKE. */
export type SettingsShape = Readonly<Record<string, z.ZodType>>;

/** The typed settings of a shape. */
export type SettingsOf<Shape extends SettingsShape> = {
  readonly [Name in keyof Shape]: z.output<Shape[Name]>;
};

/**
 * The settings of one process, declared in its `env.ts` and read once at its start. The class is also the injection
 * token of its instance.
 */
export interface SettingsClass<Shape extends SettingsShape> {
  new (): SettingsOf<Shape>;
  readonly service: string;
  readonly shape: Shape;
  /**
   * Reads the settings from an environment.
   * @throws SettingsInvalid with every problem at once
   */
  load(environment?: Readonly<Record<string, string | undefined>>): SettingsOf<Shape>;
}

/** Settings are missing or malformed. The message lists each variable. */
export class SettingsInvalid extends Error {
  constructor(
    readonly service: string,
    readonly problems: readonly string[],
  ) {
    super(
      `The settings of ${service} are not right:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
    this.name = 'SettingsInvalid';
  }
}

/** `natsUrl` → `NATS_URL`. */
export function variableName(setting: string): string {
  return setting.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/**
 * Composes the settings of one service from fragments, as a base class:
 * `class OrderSettings extends defineSettings('order', { … }) {}`.
 */
export function defineSettings<Shape extends SettingsShape>(
  service: string,
  shape: Shape,
): SettingsClass<Shape> {
  class Settings {
    static readonly service = service;
    static readonly shape = shape;

    static load(
      environment: Readonly<Record<string, string | undefined>> = process.env,
    ): SettingsOf<Shape> {
      return Object.freeze(read(service, shape, environment));
    }
  }
  // The compiler cannot infer the fields of a class from the shape.
  return Settings as unknown as SettingsClass<Shape>;
}

function read<Shape extends SettingsShape>(
  service: string,
  shape: Shape,
  environment: Readonly<Record<string, string | undefined>>,
): SettingsOf<Shape> {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(shape)) {
    const text = environment[variableName(name)];
    // An empty line in an .env file means "not set".
    const result = schema.safeParse(text === '' ? undefined : text);
    if (result.success) values[name] = result.data;
    else problems.push(`${variableName(name)}: ${explain(text, result.error)}`);
  }
  const isProduction = environment['NODE_ENV'] === 'production';
  for (const [name, schema] of Object.entries(shape)) {
    // What could not be read has its problem already.
    if (!Object.hasOwn(values, name)) continue;
    const problem = problemOf(schema, values[name], { settings: values, isProduction });
    if (problem !== undefined) problems.push(`${variableName(name)}: ${problem}`);
  }
  if (problems.length > 0) throw new SettingsInvalid(service, problems);
  return values as SettingsOf<Shape>;
}

function explain(text: string | undefined, error: z.ZodError): string {
  if (text === undefined || text === '') return 'is missing';
  return error.issues.map((issue) => issue.message).join('; ');
}
