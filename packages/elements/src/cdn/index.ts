// What a page without a build step loads: it defines the tags. In the one-file build, the exports are the members of `CallElements`.
import '../define/index.js';

export * from '../index.js';
export { VERSION as version } from '../internal/version.js';
