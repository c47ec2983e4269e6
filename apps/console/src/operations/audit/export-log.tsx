import { useState } from 'react';
import { askFile } from '../../api/ask.js';
import { asProblem, type Problem } from '../../api/problem.js';
import type { Filters } from '../../filters/use-filters.js';
import { Action } from '../../ui/action.js';
import { Dialog } from '../../ui/dialog.js';
import { ProblemNotice } from '../../ui/notice.js';
import { tellDone } from '../../ui/toasts.js';
import { auditFilterNames, auditPath } from './contract.js';

const formats = [
  { id: 'csv', title: 'CSV', help: 'For spreadsheets.' },
  { id: 'jsonl', title: 'JSON lines', help: 'For programs: one entry a line.' },
] as const;

/** Hands the file to the browser as a download. */
function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Exports what the filters show, all pages of it. */
export function ExportLog({ filters }: { readonly filters: Filters }) {
  const [isOpen, setOpen] = useState(false);
  const [pending, setPending] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const take = async (format: string): Promise<void> => {
    setPending(format);
    setProblem(undefined);
    try {
      const file = await askFile(`${auditPath}/export${filters.query(auditFilterNames, { format })}`);
      save(file, `otpost-audit.${format}`);
      tellDone('The audit log is exported');
      setOpen(false);
    } catch (error) {
      setProblem(asProblem(error));
    }
    setPending(undefined);
  };
  return (
    <>
      <Action onPress={() => setOpen(true)}>Export</Action>
      <Dialog title="Export the audit log" isOpen={isOpen} onClose={() => setOpen(false)}>
        <p className="soft">
          {filters.isAny(auditFilterNames) ? 'What the filters show, all of it.' : 'All of it, newest first.'}
        </p>
        <ProblemNotice problem={problem} />
        {formats.map(({ id, title, help }) => (
          <div key={id} className="row between">
            <span>
              <strong>{title}</strong>
              <span className="help">{help}</span>
            </span>
            <Action isPending={pending === id} isDisabled={pending !== undefined} onPress={() => void take(id)}>
              Download {title}
            </Action>
          </div>
        ))}
      </Dialog>
    </>
  );
}
