import { playwrightLauncher } from '@web/test-runner-playwright';

const args = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--mute-audio',
];

/** Element tests in real Chromium, on what `tsc -b test/elements` wrote. */
export default {
  files: ['test/elements/dist-test/**/*.test.js'],
  nodeResolve: { exportConditions: ['production', 'browser'] },
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      concurrency: 2,
      launchOptions: { executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args },
    }),
  ],
  testFramework: { config: { timeout: 10_000 } },
  coverageConfig: {
    include: ['packages/elements/dist/**/*.js'],
    threshold: { statements: 80, branches: 70, functions: 70, lines: 80 },
  },
};
