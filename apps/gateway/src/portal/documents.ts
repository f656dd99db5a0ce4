import type { ServiceName } from '@course-plateform/types/platform';
import { type GatewaySettings, addressSetting } from '../env';

/** What `fetch` throws when nobody listens, and when the deadline has passed. */
const FETCH_FAILURES: readonly unknown[] = ['TypeError', 'TimeoutError'];

/** Reads the OpenAPI document of a service. @returns undefined when the service is unavailable */
export async function fetchDocument(
  settings: GatewaySettings,
  service: ServiceName,
): Promise<unknown> {
  const address = new URL('/openapi.json', settings[addressSetting(service)]);
  const signal = AbortSignal.timeout(settings.upstreamTimeoutMs);
  const response = await fetch(address, { signal }).catch((error: unknown) => {
    if (FETCH_FAILURES.includes(Reflect.get(Object(error), 'name'))) return undefined;
    throw error;
  });
  return response?.ok ? response.json() : undefined;
}
