// The other side of the RPC measurement, in a process of its own as an upstream service is.
import { Controller } from '@nestjs/common';
import { connect } from 'nats';
import { RpcHandler } from '@course-plateform/common/rpc';
import { messagingEntities } from '@course-plateform/common/events';
import { ECHO, RAW_ECHO, type Word } from './rpc-request';
import { createBenchService } from './service';
import { setting } from './setting';

@Controller()
class WordRpc {
  @RpcHandler(ECHO)
  async echo(word: Word): Promise<Word> {
    return word;
  }
}

async function response(namespace: string): Promise<void> {
  const app = await createBenchService({
    service: 'bench',
    namespace,
    database: { kind: 'postgres', entities: messagingEntities, migrations: [] },
    controllers: [WordRpc],
  });
  await app.startAllMicroservices();
  await app.init();
  const raw = await connect({ servers: new URL(setting('NATS_URL')).host });
  raw.subscribe(RAW_ECHO, { callback: (_error, message) => message.respond(message.data) });
  await raw.flush();
  process.on('disconnect', () => process.exit());
  process.send?.('ready');
}

void response(process.argv[2] ?? '');
