import { invalid } from './api-error.mts';

/** What a form or a query says, with brackets as objects and lists. */
export type Params = Readonly<Record<string, unknown>>;

/** @throws ApiError for a parameter that the route does not take, as Stripe does */
export function refuseUnknown(params: Params, known: readonly string[]): void {
  for (const name of Object.keys(params)) {
    if (known.includes(name)) continue;
    throw invalid(`Received unknown parameter: ${name}`, {
      code: 'parameter_unknown',
      param: name,
    });
  }
}

export function textIn(params: Params, name: string): string | null {
  const value = params[name];
  if (value === undefined || value === '') return null;
  if (typeof value !== 'string') throw invalid(`Invalid string: ${name}`, { param: name });
  return value;
}

export function requiredText(params: Params, name: string): string {
  const value = textIn(params, name);
  if (value !== null) return value;
  throw invalid(`Missing required param: ${name}.`, { code: 'parameter_missing', param: name });
}

export function integerIn(params: Params, name: string): number | null {
  const value = textIn(params, name);
  if (value === null) return null;
  if (/^-?\d{1,15}$/.test(value)) return Number(value);
  throw invalid(`Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param: name });
}

/** A positive amount in minor units. */
export function amountIn(params: Params, name: string): number | null {
  const amount = integerIn(params, name);
  if (amount === null || amount >= 1) return amount;
  throw invalid('This value must be greater than or equal to 1.', {
    code: 'parameter_invalid_integer',
    param: name,
  });
}

export function objectIn(params: Params, name: string): Params | null {
  const value = params[name];
  if (value === undefined || value === '') return null;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Params;
  throw invalid(`Invalid object`, { param: name });
}

export function listIn(params: Params, name: string): readonly unknown[] {
  const value = params[name];
  if (value === undefined || value === '') return [];
  if (Array.isArray(value)) return value;
  throw invalid(`Invalid array`, { param: name });
}

/** At most 50 keys of 40 characters with values of 500. Source: https://docs.stripe.com/metadata */
export function metadataIn(params: Params): Record<string, string> {
  const entries = Object.entries(objectIn(params, 'metadata') ?? {});
  for (const [key, value] of entries) {
    if (typeof value !== 'string' || key.length > 40 || value.length > 500) {
      throw invalid('Metadata keys have up to 40 characters, and values up to 500.', {
        param: `metadata[${key}]`,
      });
    }
  }
  if (entries.length > 50) throw invalid('Metadata has up to 50 keys.', { param: 'metadata' });
  return Object.fromEntries(entries) as Record<string, string>;
}
