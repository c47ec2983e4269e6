import { tellOwners } from '../../admin/notice/tell-owners.js';
import type { Actor } from '../../audit/actor.js';
import type { Context } from '../../context.js';
import type { ApplicationRecord } from '../../records.js';
import { assertNoLiveTraffic } from '../../test-mode/assert-no-live-traffic.js';
import { changeSetting } from '../change-setting.js';
import { replaceSetting, requireSetting, requireVersion } from '../stored-setting.js';
import { changeOf, type RolledBack } from '../versions/change-of.js';
import {
  type ApplicationView,
  applicationNameTaken,
  applicationView,
  type UpdateApplicationInput,
} from './application-schemas.js';
import { raisesLimit } from './raises-limit.js';
import { readStoredSettings } from './read-stored-settings.js';
import { mergeSettings } from './settings-patch.js';

export interface UpdateApplication {
  readonly actor: Actor;
  readonly id: string;
  readonly input: UpdateApplicationInput;
  readonly rolledBack?: RolledBack;
}

/**
 * Changes the name, or the named settings. Throws `not_found`, or `conflict` for an old version, a name that is taken, and
 * test mode with live traffic.
 */
export async function updateApplication(context: Context, request: UpdateApplication): Promise<ApplicationView> {
  const { actor, id, input } = request;
  const { applications } = context.store;
  const stored = await requireSetting(applications, id, 'application');
  requireVersion(stored, input.version, applicationView);
  const before = readStoredSettings(stored.settings);
  if (input.settings?.testMode === true && !before.testMode) await assertNoLiveTraffic(context, id);
  const next: ApplicationRecord = {
    ...stored,
    version: stored.version + 1,
    updatedAt: context.now(),
    changedBy: actor,
    name: input.name ?? stored.name,
    settings: mergeSettings(before, input.settings ?? {}),
  };
  const words = { view: applicationView, taken: applicationNameTaken };
  const write = () => replaceSetting(applications, next, words);
  const isRaised = raisesLimit(before, next.settings);
  const noted = isRaised ? ({ kind: 'limit_raised', act: `${id}.${next.version}` } as const) : undefined;
  const change = { actor, ...changeOf('application', request.rolledBack, noted), target: id, write };
  const changed = await changeSetting(context, change);
  if (noted) await tellOwners(context, { ...noted, subject: next.name, actor, applicationId: id });
  return applicationView(changed);
}
