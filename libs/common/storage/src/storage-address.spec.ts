import { parseStorageUrl } from './storage-address';

describe('the address of object storage', () => {
  it('names a bucket, its server, and who asks', () => {
    expect(
      parseStorageUrl('s3+http://ada:pa%2Fss@127.0.0.1:8333/courses/media/?region=eu-west-1'),
    ).toEqual({
      kind: 'bucket',
      endpoint: 'http://127.0.0.1:8333',
      region: 'eu-west-1',
      bucket: 'courses',
      prefix: 'media/',
      credentials: { accessKeyId: 'ada', secretAccessKey: 'pa/ss' },
    });
  });

  it.each([
    's3://s3.eu-west-1.amazonaws.com/courses',
    's3+https://s3.eu-west-1.amazonaws.com/courses',
  ])('leaves the credentials to the machine where it has none: %s', (url) => {
    expect(parseStorageUrl(url)).toMatchObject({
      endpoint: 'https://s3.eu-west-1.amazonaws.com',
      region: 'us-east-1',
      prefix: '',
      credentials: undefined,
    });
  });

  it('names a folder', () => {
    expect(parseStorageUrl('file:///srv/course%20files')).toEqual({
      kind: 'folder',
      folder: '/srv/course files',
    });
  });

  it('must name a bucket', () => {
    expect(() => parseStorageUrl('s3://127.0.0.1')).toThrow('names no bucket');
  });
});
