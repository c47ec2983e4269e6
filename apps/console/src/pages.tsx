import { type ComponentType, lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { LinkAction } from './ui/action.js';
import { Empty } from './ui/empty.js';
import { Page, Waiting } from './ui/page.js';

/** Loaded when it is first opened, so that the first page is small. */
function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name): ComponentType {
  return lazy(async (): Promise<{ default: ComponentType }> => ({ default: (await load())[name] }));
}

const OverviewPage = page(() => import('./operations/overview/overview-page.js'), 'OverviewPage');
const ChallengesPage = page(() => import('./operations/challenges/challenges-page.js'), 'ChallengesPage');
const ChallengePage = page(() => import('./operations/challenges/challenge-page.js'), 'ChallengePage');
const DeliveriesPage = page(() => import('./operations/challenges/deliveries-page.js'), 'DeliveriesPage');
const QueuesPage = page(() => import('./operations/queues/queues-page.js'), 'QueuesPage');
const AlertsPage = page(() => import('./operations/alerts/alerts-page.js'), 'AlertsPage');
const AuditLogPage = page(() => import('./operations/audit/audit-page.js'), 'AuditLogPage');
const ChannelsPage = page(() => import('./channels/channels-page.js'), 'ChannelsPage');
const NewProviderPage = page(() => import('./channels/new-provider-page.js'), 'NewProviderPage');
const ProviderPage = page(() => import('./channels/provider-page.js'), 'ProviderPage');
const ApplicationsPage = page(() => import('./settings/applications-page.js'), 'ApplicationsPage');
const ApplicationPage = page(() => import('./settings/application-page.js'), 'ApplicationPage');
const WebhookPage = page(() => import('./settings/webhook-page.js'), 'WebhookPage');
const TemplatesPage = page(() => import('./settings/templates-page.js'), 'TemplatesPage');
const NewTemplatePage = page(() => import('./settings/new-template-page.js'), 'NewTemplatePage');
const TemplatePage = page(() => import('./settings/template-page.js'), 'TemplatePage');
const AdminsPage = page(() => import('./admins/admins-page.js'), 'AdminsPage');
const UsersPage = page(() => import('./users/users-page.js'), 'UsersPage');
const UserPage = page(() => import('./users/user-page.js'), 'UserPage');
const ResetsPage = page(() => import('./users/resets-page.js'), 'ResetsPage');
const LimitedPage = page(() => import('./users/limited-page.js'), 'LimitedPage');
const SuppressedPage = page(() => import('./users/suppressed-page.js'), 'SuppressedPage');
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
        <Route path="/applications" component={ApplicationsPage} />
        <Route path="/applications/:id" component={ApplicationPage} />
        <Route path="/applications/:id/webhooks/:webhookId" component={WebhookPage} />
        <Route path="/templates" component={TemplatesPage} />
        <Route path="/templates/new" component={NewTemplatePage} />
        <Route path="/templates/:id" component={TemplatePage} />
        <Route path="/admins" component={AdminsPage} />
        <Route path="/users" component={UsersPage} />
        <Route path="/users/:applicationId/:id" component={UserPage} />
        <Route path="/resets" component={ResetsPage} />
        <Route path="/limited" component={LimitedPage} />
        <Route path="/suppressed" component={SuppressedPage} />
        <Route path="/account" component={AccountPage} />
        <Route path="/" component={OverviewPage} />
        <Route path="/challenges" component={ChallengesPage} />
        <Route path="/challenges/:id" component={ChallengePage} />
        <Route path="/deliveries" component={DeliveriesPage} />
        <Route path="/queues" component={QueuesPage} />
        <Route path="/alerts" component={AlertsPage} />
        <Route path="/audit" component={AuditLogPage} />
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  );
}
