import { Link, useSearchParams } from 'wouter';
import type { Named } from '../admins/application-names.js';
import { useRead } from '../api/client.js';
import { useRights } from '../session/session.js';
import { LinkAction } from '../ui/action.js';
import { channelNames } from '../ui/channel-names.js';
import { ChoiceField } from '../ui/choice-field.js';
import { DataTable } from '../ui/data-table.js';
import { Empty } from '../ui/empty.js';
import { Page, Waiting } from '../ui/page.js';
import { Time } from '../ui/time.js';
import { applicationsPath, type Template, templatesPath } from './contract.js';
import { localeName } from './locale-names.js';
import './settings.css';

const every = 'every';

function ownerName(id: string | null, known: readonly Named[]): string {
  return id === null ? 'all applications' : (known.find((one) => one.id === id)?.name ?? id);
}

/** The texts of an operator's own; where there is none, the built-in words are sent. */
export function TemplatesPage() {
  const { may } = useRights();
  const [search, setSearch] = useSearchParams();
  const { data, problem } = useRead<{ templates: readonly Template[] }>(templatesPath);
  const { data: known } = useRead<{ applications: readonly Named[] }>(applicationsPath);
  const applications = known?.applications ?? [];
  const asked = search.get('application') ?? every;
  const add = may('admin') ? (
    <LinkAction kind="main" icon="plus" to="/templates/new">
      Write a template
    </LinkAction>
  ) : null;
  const all = data?.templates ?? [];
  const shown = all.filter(({ applicationId }) => asked === every || applicationId === asked || applicationId === null);
  return (
    <Page
      title="Templates"
      lead="Your own words for messages, by channel and language. Where there is no template, the built-in words are sent."
      actions={all.length === 0 ? null : add}
    >
      {data ? null : <Waiting problem={problem} />}
      {data && all.length === 0 ? (
        <Empty icon="templates" title="The built-in words are sent">
          <p>They exist in nine languages and fit into one SMS. Write a template to say it in your own words.</p>
          {add}
        </Empty>
      ) : null}
      {all.length > 0 ? (
        <>
          <div className="row">
            <ChoiceField
              label="Application"
              isLabelHidden
              options={[
                { id: every, label: 'Every application' },
                ...applications.map(({ id, name }) => ({ id, label: name })),
              ]}
              value={asked}
              onChange={(id) => setSearch(id === every ? {} : { application: id }, { replace: true })}
            />
          </div>
          <DataTable
            label="Templates"
            rows={shown}
            rowKey={({ id }) => id}
            columns={[
              {
                title: 'Name',
                cell: ({ id, name, text }) => (
                  <>
                    <Link href={`/templates/${id}`}>{name}</Link>
                    <span className="help clip">{text}</span>
                  </>
                ),
              },
              { title: 'Channel', cell: ({ channel }) => channelNames[channel] },
              { title: 'Language', cell: ({ locale }) => localeName(locale) },
              { title: 'For', cell: ({ applicationId }) => ownerName(applicationId, applications) },
              { title: 'Changed', cell: ({ updatedAt }) => <Time at={updatedAt} /> },
            ]}
          />
        </>
      ) : null}
    </Page>
  );
}
