import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { SECOND_MS } from '@course-plateform/common/kernel';
import type { BucketAddress } from './storage-address';

const AMAZON = /\.amazonaws\.com(?::\d+)?$/;

/** How the AWS SDK reaches a bucket. */
export function bucketClientOptions({
  endpoint,
  region,
  credentials,
}: BucketAddress): S3ClientConfig {
  return {
    endpoint,
    region,
    // Other servers seldom have a host name for each bucket.
    forcePathStyle: !AMAZON.test(endpoint),
    ...(credentials ? { credentials } : {}),
    // The newer checksums make a signed upload fail, and servers other than Amazon's know only some of them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 2 * SECOND_MS,
      // Between two pieces of data, not for the whole of a large object.
      socketTimeout: 30 * SECOND_MS,
    },
  };
}
