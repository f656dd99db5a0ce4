import { connectionOptions } from './connection-options';

describe('connectionOptions', () => {
  it('names the process, and reconnects without a limit', () => {
    expect(connectionOptions('nats://127.0.0.1:4222', 'order')).toMatchObject({
      name: 'order',
      servers: ['127.0.0.1:4222'],
      inboxPrefix: '_INBOX_order',
      maxReconnectAttempts: -1,
      ignoreAuthErrorAbort: true,
      noAsyncTraces: true,
    });
    expect(connectionOptions('nats://127.0.0.1:4222', 'order')).not.toHaveProperty('user');
  });

  it('reads the credentials and all servers from the URL', () => {
    const url = 'nats://order:p%40ss@one:4222, nats://two:4223';
    expect(connectionOptions(url, 'order')).toMatchObject({
      servers: ['one:4222', 'two:4223'],
      user: 'order',
      pass: 'p@ss',
    });
  });
});
