import { Route, Switch } from 'wouter';
import { lazyPage } from './layout/lazy-page.js';
import { LinkAction } from './ui/action.js';
import { Empty } from './ui/empty.js';
import { Page } from './ui/page.js';

const OverviewPage = lazyPage(() => import('./operations/overview/overview-page.js'), 'OverviewPage');
const ChallengesPage = lazyPage(() => import('./operations/challenges/challenges-page.js'), 'ChallengesPage');
const ChallengePage = lazyPage(() => import('./operations/challenges/challenge-page.js'), 'ChallengePage');
const DeliveriesPage = lazyPage(() => import('./operations/challenges/deliveries-page.js'), 'DeliveriesPage');
const QueuesPage = lazyPage(() => import('./operations/queues/queues-page.js'), 'QueuesPage');
const AlertsPage = lazyPage(() => import('./operations/alerts/alerts-page.js'), 'AlertsPage');
const AuditLogPage = lazyPage(() => import('./operations/audit/audit-page.js'), 'AuditLogPage');
const ChannelsPage = lazyPage(() => import('./channels/channels-page.js'), 'ChannelsPage');
const NewProviderPage = lazyPage(() => import('./channels/new-provider-page.js'), 'NewProviderPage');
const ProviderPage = lazyPage(() => import('./channels/provider-page.js'), 'ProviderPage');
const ApplicationsPage = lazyPage(() => import('./settings/applications-page.js'), 'ApplicationsPage');
const ApplicationPage = lazyPage(() => import('./settings/application-page.js'), 'ApplicationPage');
const WebhookPage = lazyPage(() => import('./settings/webhook-page.js'), 'WebhookPage');
const TemplatesPage = lazyPage(() => import('./settings/templates-page.js'), 'TemplatesPage');
const NewTemplatePage = lazyPage(() => import('./settings/new-template-page.js'), 'NewTemplatePage');
const TemplatePage = lazyPage(() => import('./settings/template-page.js'), 'TemplatePage');
const AdminsPage = lazyPage(() => import('./admins/admins-page.js'), 'AdminsPage');
const UsersPage = lazyPage(() => import('./users/users-page.js'), 'UsersPage');
const UserPage = lazyPage(() => import('./users/user-page.js'), 'UserPage');
const ResetsPage = lazyPage(() => import('./users/resets-page.js'), 'ResetsPage');
const LimitedPage = lazyPage(() => import('./users/limited-page.js'), 'LimitedPage');
const SuppressedPage = lazyPage(() => import('./users/suppressed-page.js'), 'SuppressedPage');
const AccountPage = lazyPage(() => import('./account/account-page.js'), 'AccountPage');

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
  );
}
