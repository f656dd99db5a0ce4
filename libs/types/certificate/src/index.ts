export { CertificateIssued, certificateIssued } from './certificate.events';
