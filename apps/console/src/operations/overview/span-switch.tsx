import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { type Span, spanNames } from './contract.js';

/** How far back one looks. */
export function SpanSwitch({ span, onChange }: { readonly span: Span; readonly onChange: (span: Span) => void }) {
  return (
    <ToggleButtonGroup
      className="segments"
      aria-label="Span of time"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[span]}
      onSelectionChange={([key]) => onChange(String(key) as Span)}
    >
      {Object.entries(spanNames).map(([id, name]) => (
        <ToggleButton key={id} id={id} className="segment">
          {name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
