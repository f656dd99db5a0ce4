import type { Socket } from 'node:net';
import { clientAddress, clientNetworks, coarseAddress } from './client-network';

describe('clientNetworks', () => {
  it.each([
    ['203.0.113.7', ['203.0.113.7']],
    ['::ffff:203.0.113.7', ['203.0.113.7']],
    ['::1', ['0:0:0:0::/64', '0:0:0::/48']],
    ['2001:db8:1:2:3:4:5:6', ['2001:db8:1:2::/64', '2001:db8:1::/48']],
    ['2001:0DB8:1:2::6', ['2001:db8:1:2::/64', '2001:db8:1::/48']],
    ['2001:db8::6', ['2001:db8:0:0::/64', '2001:db8:0::/48']],
    ['fe80::1%eth0', ['fe80:0:0:0::/64', 'fe80:0:0::/48']],
  ])('of %s are %j', (address, networks) => {
    expect(clientNetworks(address).map(({ name }) => name)).toEqual(networks);
  });

  it('allow a site more than one of its networks', () => {
    expect(clientNetworks('2001:db8::1').map(({ share }) => share)).toEqual([1, 16]);
  });
});

describe('coarseAddress', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8::/48'],
    ['2001:db8:0:1::1', '2001:db8::/48'],
    ['2001:0db8:10:0::', '2001:db8:10::/48'],
    ['::1', '::/48'],
  ])('of %s is %s', (address, coarse) => {
    expect(coarseAddress(address)).toBe(coarse);
  });
});

describe('clientAddress', () => {
  const socket = { remoteAddress: '198.51.100.1' } as Socket;

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8::1', '2001:db8::1'],
    ['unknown', '198.51.100.1'],
    ['<script>', '198.51.100.1'],
    ['203.0.113.7:4711', '198.51.100.1'],
    ['', '198.51.100.1'],
  ])('with %j from a proxy is %s', (ip, address) => {
    expect(clientAddress({ ip, socket })).toBe(address);
  });
});
