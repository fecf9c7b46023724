import { CallButton } from '../call-button/call-button.js';
import { register } from '../internal/register.js';

register('call-button', CallButton);
