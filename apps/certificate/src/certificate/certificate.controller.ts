import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser, Public } from '@course-plateform/common/auth';
import { IdParam, Operation, SlugParam } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import {
  CertificateListQuery,
  CertificatePageResponse,
  CertificateResponse,
  VerificationResponse,
} from './certificate.dto';
import { CertificateNotFound, VerificationNotFound } from './certificate.errors';
import { CertificateQueryService } from './certificate-query.service';

@ApiTags('certificates')
@Controller()
export class CertificateController {
  constructor(private readonly queries: CertificateQueryService) {}

  @Get('certificates')
  @Auth(Permission.certificateRead)
  @Operation({
    summary: 'List your certificates',
    description:
      'Newest first. A certificate is issued when a course is completed, once for each course.',
    answer: CertificatePageResponse,
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
    answer: CertificateResponse,
    errors: [CertificateNotFound],
  })
  getCertificate(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<CertificateResponse> {
    return this.queries.get(caller, id);
  }

  @Get('verifications/:number')
  @Public()
  @Operation({
    summary: 'Verify a certificate by its number',
    description:
      "Returns the holder's name, the course and the date, or why the certificate is not valid. Case, spaces and the kind of hyphens in the number do not matter.",
    answer: VerificationResponse,
    errors: [VerificationNotFound],
  })
  verifyCertificate(
    @SlugParam('number', 'As it is printed') number: string,
  ): Promise<VerificationResponse> {
    return this.queries.verify(number);
  }
}
