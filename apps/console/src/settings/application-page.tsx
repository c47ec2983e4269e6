import { useParams } from 'wouter';
import { useRead } from '../api/client.js';
import { Page, Waiting } from '../ui/page.js';
import { type TabPage, Tabs } from '../ui/tabs.js';
import { BrandingTab } from './branding-tab.js';
import { type Application, applicationsPath, type SettingField, warningsPath } from './contract.js';
import { CountriesTab } from './countries-tab.js';
import { KeysTab } from './keys-tab.js';
import { PolicyTab } from './policy-tab.js';
import './settings.css';
import { SettingsTab } from './settings-tab.js';
import { Versions } from './versions.js';
import { WebhooksTab } from './webhooks-tab.js';

/** What one application may, and how it looks; each tab saves its own part. */
export function ApplicationPage() {
  const { id } = useParams<{ id: string }>();
  const { data: application, problem } = useRead<Application>(`${applicationsPath}/${id}`);
  const { data: known } = useRead<{ fields: readonly SettingField[] }>('/admin/v1/setting-fields');
  if (!application || !known) return <Waiting problem={problem} />;
  const { version } = application;
  const { fields } = known;
  // A saved form begins anew from what was saved; one that somebody else overtook keeps what was typed.
  const parts: readonly TabPage[] = [
    {
      id: 'settings',
      title: 'Settings',
      content: () => <SettingsTab key={version} application={application} fields={fields} />,
    },
    { id: 'sms', title: 'SMS countries', content: () => <CountriesTab key={version} application={application} /> },
    {
      id: 'policy',
      title: 'Policy',
      content: () => <PolicyTab key={version} application={application} fields={fields} />,
    },
    {
      id: 'branding',
      title: 'Branding',
      content: () => <BrandingTab key={version} application={application} fields={fields} />,
    },
    { id: 'keys', title: 'API keys', content: () => <KeysTab application={application} /> },
    { id: 'webhooks', title: 'Webhooks', content: () => <WebhooksTab application={application} /> },
    {
      id: 'versions',
      title: 'Versions',
      content: () => (
        <Versions
          path={`${applicationsPath}/${id}`}
          makesOld={[applicationsPath, warningsPath]}
          version={version}
          what="application"
        />
      ),
    },
  ];
  return (
    <Page
      title={application.name}
      above={{ title: 'Applications', to: '/applications' }}
      lead={<code>{application.id}</code>}
    >
      <Tabs label="Parts of the application" tabs={parts} />
    </Page>
  );
}
