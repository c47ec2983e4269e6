import { availableParallelism } from 'node:os';

/** Tests stand beside the code; only what crosses rooms stands in test/. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/packages', '<rootDir>/apps', '<rootDir>/config', '<rootDir>/examples', '<rootDir>/test'],
  testMatch: ['**/src/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  // Not `.json.js`: a module of libphonenumber-js that stands beside the plain JSON.
  moduleNameMapper: {
    '^@otpost/test/(.*)$': '<rootDir>/test/src/$1.ts',
    '^@otpost/api/testing/(.*)$': '<rootDir>/apps/api/src/testing/$1.ts',
    '^(\\.{1,2}/.*)(?<!\\.json)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2022',
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  // Most suites wait for processes and clocks: two at once cost two cores little.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testTimeout: 30000,
};
