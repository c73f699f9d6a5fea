/** The end-to-end specs. One at a time: each runs a browser, an engine and its workers, and a check machine may have two cores. */
import { defineConfig } from '@playwright/test';

const report = process.env.WAYBILL_E2E_REPORT;

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  globalSetup: './e2e/global-setup.ts',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 40_000 },
  forbidOnly: process.env.CI === 'true',
  reporter: report === undefined ? [['list']] : [['list'], ['json', { outputFile: report }]],
  use: { trace: 'retain-on-failure' },
});
