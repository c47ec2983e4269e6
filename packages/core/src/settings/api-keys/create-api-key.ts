import { noteAct } from '../../admin/notice/noted-act.js';
import { tellOwners } from '../../admin/notice/tell-owners.js';
import type { Actor } from '../../audit/actor.js';
import type { Context } from '../../context.js';
import { OtpostError } from '../../errors.js';
import { changeSetting } from '../change-setting.js';
import { requireSetting } from '../stored-setting.js';
import { apiKeyView, type CreateApiKeyInput, type NewApiKeyView } from './api-key-schemas.js';
import { draftApiKey, insertApiKey } from './insert-api-key.js';

/** Two, so that a key can be changed without a pause: make the second, move to it, revoke the first. */
export const mostActiveKeys = 2;

export interface CreateApiKey {
  readonly actor: Actor;
  readonly applicationId: string;
  readonly input: CreateApiKeyInput;
}

const tooMany = () =>
  new OtpostError('conflict', `The application has ${mostActiveKeys} active keys. Revoke one before you make another.`);

/** Makes a key of an application; the answer is the only place that ever shows it. Throws `conflict` at a third active one. */
export async function createApiKey(context: Context, request: CreateApiKey): Promise<NewApiKeyView> {
  const { actor, applicationId, input } = request;
  const { store } = context;
  const { name } = await requireSetting(store.applications, applicationId, 'application');
  const countActive = async (): Promise<number> => {
    const keys = await store.apiKeys.list({ applicationId: { equals: applicationId } });
    return keys.filter((key) => key.revokedAt === null).length;
  };
  if ((await countActive()) >= mostActiveKeys) throw tooMany();
  const owner = { applicationId, scopes: input.scopes };
  const draft = draftApiKey(context, owner);
  const isTold = input.scopes.includes('users.admin');
  const write = async (): Promise<NewApiKeyView> => {
    const { record, made } = await insertApiKey(context, owner, draft);
    // Counted again with this one in: of parallel creates the last to insert sees them all, so no third one stays.
    if ((await countActive()) > mostActiveKeys) {
      await store.apiKeys.delete(record.id);
      throw new OtpostError('conflict', 'Somebody else makes a key of this application right now. Try again.');
    }
    return { ...apiKeyView(record), key: made.key };
  };
  const data = isTold ? noteAct({ kind: 'api_key_made', act: draft.id }) : {};
  const made = await changeSetting(context, { actor, action: 'api_key.create', target: applicationId, data, write });
  if (isTold) {
    await tellOwners(context, { kind: 'api_key_made', act: made.id, subject: name, actor, applicationId });
  }
  return made;
}
