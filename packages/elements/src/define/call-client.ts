import { CallClient } from '../call-client/call-client.js';
import { register } from '../internal/register.js';

register('call-client', CallClient);
