import { SERVICES, type ServiceName, serviceEntry } from './services';

describe('the services', () => {
  it('are found by name', () => {
    for (const entry of SERVICES) expect(serviceEntry(entry.name)).toBe(entry);
    expect(() => serviceEntry('nobody' as ServiceName)).toThrow('Unknown service "nobody"');
  });

  it('have unique ports and prefixes', () => {
    const ports = SERVICES.map(({ port }) => port);
    const prefixes = SERVICES.flatMap(({ prefixes: own }) => own);
    expect(new Set(ports).size).toBe(ports.length);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});
