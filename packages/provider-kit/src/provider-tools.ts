import { z } from 'zod';
import { defineProvider } from './define-provider.js';
import { exchangeHttp, httpLimits } from './exchange-http.js';
import { classOfStatus, outcomeOfFailure, retryAfterOf } from './http-outcomes.js';
import { startDeadline } from './start-deadline.js';

/**
 * What an operator's provider is given: `export function provider(tools)`. It stands outside this repository,
 * where our packages do not resolve, so it gets what it needs as an argument and imports nothing of ours.
 */
export const providerTools = {
  defineProvider,
  z,
  exchangeHttp,
  httpLimits,
  classOfStatus,
  outcomeOfFailure,
  retryAfterOf,
  startDeadline,
} as const;

export type ProviderTools = typeof providerTools;
