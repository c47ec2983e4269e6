import { useState } from 'react';
import { useChange } from '../api/client.js';
import { tellDone } from '../ui/toasts.js';
import { type Application, applicationsPath, warningsPath } from './contract.js';

interface Input {
  readonly name?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Saves a part of an application over the version that the form was opened with. A newer one is a conflict, and loses nothing. */
export function useSaveApplication(application: Application) {
  const [version, setVersion] = useState(application.version);
  const save = useChange<Input, Application>({
    method: 'PATCH',
    path: `${applicationsPath}/${application.id}`,
    body: (input) => ({ version, ...input }),
    makesOld: [applicationsPath, warningsPath],
  });
  return {
    problem: save.problem,
    isPending: save.isPending,
    keepMine: setVersion,
    save: (input: Input, onSaved?: () => void): void =>
      save.mutate(input, {
        onSuccess: () => {
          tellDone('Saved. It is live within a second.');
          onSaved?.();
        },
      }),
  };
}
