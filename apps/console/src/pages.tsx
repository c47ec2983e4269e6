import { type ComponentType, lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { LinkAction } from './ui/action.js';
import { Empty } from './ui/empty.js';
import { Page, Waiting } from './ui/page.js';

/** Loaded when it is first opened, so that the first page is small. */
function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name): ComponentType {
  return lazy(async (): Promise<{ default: ComponentType }> => ({ default: (await load())[name] }));
}

const ChannelsPage = page(() => import('./channels/channels-page.js'), 'ChannelsPage');
const NewProviderPage = page(() => import('./channels/new-provider-page.js'), 'NewProviderPage');
const ProviderPage = page(() => import('./channels/provider-page.js'), 'ProviderPage');
const AdminsPage = page(() => import('./admins/admins-page.js'), 'AdminsPage');
const AccountPage = page(() => import('./account/account-page.js'), 'AccountPage');

function NotFound() {
  return (
    <Page title="There is nothing here">
      <Empty icon="search" title="The address leads to no page of the console.">
        <LinkAction to="/">To the overview</LinkAction>
      </Empty>
    </Page>
  );
}

/** Every page by its address below /console. A new one is a folder, and one line here and in `layout/sections.ts`. */
export function Pages() {
  return (
    <Suspense fallback={<Waiting />}>
      <Switch>
        <Route path="/channels" component={ChannelsPage} />
        <Route path="/channels/new/:channel/:kind?" component={NewProviderPage} />
        <Route path="/channels/:id" component={ProviderPage} />
        <Route path="/admins" component={AdminsPage} />
        <Route path="/account" component={AccountPage} />
        <Route path="/">
          <Redirect to="/channels" />
        </Route>
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  );
}
