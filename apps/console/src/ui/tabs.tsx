import { type ReactNode, useEffect, useRef } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs';
import { useSearchParams } from 'wouter';

export interface TabPage {
  readonly id: string;
  readonly title: string;
  readonly content: () => ReactNode;
}

/** Parts of one page, the open one in the address (`?tab=`), so that a link leads to it. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly TabPage[] }) {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('tab');
  const open = tabs.find(({ id }) => id === asked) ?? tabs[0];
  const list = useRef<HTMLDivElement>(null);
  // On a phone the open one may stand outside of what is seen.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const tab = list.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]');
      tab?.scrollIntoView({ block: 'nearest', inline: 'center' });
    });
    return () => cancelAnimationFrame(frame);
  }, [open?.id]);
  return (
    <AriaTabs
      className="tabs"
      selectedKey={open?.id ?? ''}
      onSelectionChange={(id) => setSearch({ tab: String(id) }, { replace: true })}
    >
      <TabList ref={list} aria-label={label} className="tab-list">
        {tabs.map(({ id, title }) => (
          <Tab key={id} id={id} className="tab">
            {title}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="tab-panel">
          {id === open?.id ? content() : null}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
