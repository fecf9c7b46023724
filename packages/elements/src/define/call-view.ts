import { CallView } from '../call-view/call-view.js';
import { register } from '../internal/register.js';

register('call-view', CallView);
