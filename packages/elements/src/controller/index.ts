export { acquireController } from '@call-elements/core';
