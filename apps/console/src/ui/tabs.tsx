import type { ReactNode } from 'react';
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
  return (
    <AriaTabs
      className="tabs"
      selectedKey={open?.id ?? ''}
      onSelectionChange={(id) => setSearch({ tab: String(id) }, { replace: true })}
    >
      <TabList aria-label={label} className="tab-list">
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
