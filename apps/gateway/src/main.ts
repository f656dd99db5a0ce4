import { startGateway } from './gateway';

void startGateway();
