import { useEffect, useState } from 'react';
import { ask } from '../api/ask.js';
import { asProblem, type Problem } from '../api/problem.js';
import { type TemplateDraft, textsOf } from './template-draft.js';

export interface Preview {
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly segments: number | null;
  readonly encoding: string | null;
  readonly warnings: readonly string[];
}

/** Typing goes on; the server is asked when it rests. */
const restMilliseconds = 300;

/** The message as it would go out, a moment after each change. While a text breaks a rule, the last good one and the problem. */
export function usePreview(draft: TemplateDraft): { readonly preview?: Preview; readonly problem?: Problem } {
  const [state, setState] = useState<{ readonly preview?: Preview; readonly problem?: Problem }>({});
  const { applicationId, channel, locale } = draft;
  const body = JSON.stringify({ applicationId, channel, locale, ...textsOf(draft) });
  useEffect(() => {
    let isCurrent = true;
    const look = async () => {
      try {
        const preview = await ask<Preview>('POST', '/admin/v1/templates/preview', JSON.parse(body));
        if (isCurrent) setState({ preview });
      } catch (error) {
        if (isCurrent) setState((before) => ({ ...before, problem: asProblem(error) }));
      }
    };
    const timer = setTimeout(() => void look(), restMilliseconds);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [body]);
  return state;
}
