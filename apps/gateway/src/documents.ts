import type { ServiceName } from '@course-plateform/types/platform';
import { type GatewaySettings, addressSetting } from './env';

/** Asks a service for its document. @throws TypeError when the service is away */
export async function fetchDocument(
  settings: GatewaySettings,
  service: ServiceName,
): Promise<unknown> {
  const response = await fetch(new URL('/openapi.json', settings[addressSetting(service)]), {
    signal: AbortSignal.timeout(settings.upstreamTimeoutMs),
  });
  if (!response.ok) throw new TypeError(`${service} answered ${response.status}`);
  return response.json();
}
