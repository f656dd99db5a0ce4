// Stands in for Google on a developer's machine, so that signing in with it can be tried. Started by `npm start`.
import { parseArgs } from 'node:util';
import { runTool } from '../shared/failure.mts';
import { LOOPBACK } from '../stack/ports.mts';
import { onStopRequest } from '../stack/run.mts';
import { Provider } from './provider.mts';

await runTool(async () => {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  const port = Number(values.port ?? 1090);
  const provider = await Provider.make(`http://${LOOPBACK}:${port}`);
  const server = await provider.listen(LOOPBACK, port);
  await new Promise<void>((resolve) => onStopRequest(() => resolve()));
  server.closeAllConnections();
  server.close();
  return 0;
});
