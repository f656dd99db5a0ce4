import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser, Public } from '@course-plateform/common/auth';
import { IdParam, Operation, SlugParam, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import {
  CertificateListQuery,
  CertificatePageResponse,
  CertificateResponse,
  RevocationCreateDto,
  VerificationResponse,
} from './certificate.dto';
import {
  CertificateNotFound,
  CertificateNotRevoked,
  CertificateRevoked,
  VerificationNotFound,
} from './certificate.errors';
import { RevocationService } from './revocation.service';
import { CertificateQueryService } from './certificate-query.service';

@ApiTags('certificates')
@TagDescription('Certificates of completed courses, and their public verification')
@Controller()
export class CertificateController {
  constructor(
    private readonly queries: CertificateQueryService,
    private readonly revocations: RevocationService,
  ) {}

  @Get('certificates')
  @Auth(Permission.certificateRead)
  @Operation({
    summary: 'List your certificates',
    description:
      'Newest first. A certificate is issued when a course is completed, once for each course.',
    response: CertificatePageResponse,
  })
  listCertificates(
    @CurrentUser() caller: Caller,
    @Query() query: CertificateListQuery,
  ): Promise<CertificatePageResponse> {
    return this.queries.list(caller, query);
  }

  @Get('certificates/:id')
  @Auth(Permission.certificateRead)
  @Operation({
    summary: 'Get one of your certificates',
    description: 'With the number by which anybody can verify it.',
    response: CertificateResponse,
    errors: [CertificateNotFound],
  })
  getCertificate(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<CertificateResponse> {
    return this.queries.get(caller, id);
  }

  @Post('certificates/:id/revocations')
  @Auth(Permission.certificateManage)
  @Operation({
    summary: 'Revoke a certificate',
    description:
      'With a reason that the holder reads. From then on its verification says that it is revoked. A refund of the course revokes the certificate by itself, and a new purchase restores it.',
    status: 201,
    location: '/api/v1/certificates/{id}',
    response: CertificateResponse,
    errors: [CertificateNotFound, CertificateRevoked],
  })
  revokeCertificate(
    @IdParam() id: string,
    @Body() body: RevocationCreateDto,
  ): Promise<CertificateResponse> {
    return this.revocations.revoke(id, body);
  }

  @Delete('certificates/:id/revocations/current')
  @Auth(Permission.certificateManage)
  @Operation({
    summary: 'Restore a revoked certificate',
    description: 'It can be relied on again, whatever it was revoked for.',
    status: 204,
    errors: [CertificateNotFound, CertificateNotRevoked],
  })
  restoreCertificate(@IdParam() id: string): Promise<void> {
    return this.revocations.restore(id);
  }

  @Get('verifications/:number')
  @Public()
  @Operation({
    summary: 'Verify a certificate by its number',
    description:
      "Returns the holder's name, the course and the date, or why the certificate is not valid. Case, spaces and the kind of hyphens in the number do not matter.",
    response: VerificationResponse,
    errors: [VerificationNotFound],
  })
  verifyCertificate(
    @SlugParam('number', {
      description: 'The number as it is printed on the certificate',
      example: '7K3QX-0V9TN-4M2RD-PH8WZ-61CYB',
    })
    number: string,
  ): Promise<VerificationResponse> {
    return this.queries.verify(number);
  }
}
