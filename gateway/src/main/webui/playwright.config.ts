import { defineConfig } from '@playwright/test';

/** Against a running `./nokube up`: NOKUBE_URL, NOKUBE_ADMIN_PASSWORD; a chromium that is installed: CHROMIUM. */
export default defineConfig({
  testDir: 'e2e',
  timeout: 120_000,
  // Each test has users of its own, so that any number may run at a time.
  workers: Number(process.env.WORKERS) || 2,
  forbidOnly: true,
  projects: [
    { name: 'console', testIgnore: 'measured.spec.ts', fullyParallel: true },
    // What is measured is measured when nothing else runs.
    { name: 'measured', testMatch: 'measured.spec.ts', fullyParallel: false, dependencies: ['console'] },
  ],
  outputDir: '../../../target/playwright',
  reporter: [['list']],
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env.NOKUBE_URL ?? 'http://127.0.0.1:8080',
    locale: 'en-GB',
    colorScheme: 'light',
    viewport: { width: 1280, height: 860 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    },
    trace: 'retain-on-failure',
  },
});
