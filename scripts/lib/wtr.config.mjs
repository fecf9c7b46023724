// The project's configuration of Web Test Runner, with figures for npm test.
import { defaultReporter } from '@web/test-runner';
import config from '../../web-test-runner.config.mjs';
import { countReporter } from './wtr-count-reporter.mjs';

const file = process.env['CALL_ELEMENTS_COUNTS'];
if (!file) throw new Error('CALL_ELEMENTS_COUNTS names the file for the figures.');

export default {
  ...config,
  rootDir: process.cwd(),
  reporters: [...(config.reporters ?? [defaultReporter({ reportTestProgress: false })]), countReporter(file)],
};
