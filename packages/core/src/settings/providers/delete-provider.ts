import type { Actor } from '../../audit/actor.js';
import type { Context } from '../../context.js';
import { OtpostError } from '../../errors.js';
import { changeSetting } from '../change-setting.js';

export interface DeleteProvider {
  readonly actor: Actor;
  readonly id: string;
}

/** History keeps its id. Throws `not_found`. */
export async function deleteProvider(context: Context, { actor, id }: DeleteProvider): Promise<void> {
  const write = async (): Promise<void> => {
    const found = await context.store.providers.delete(id);
    if (!found) throw new OtpostError('not_found', 'There is no provider with this id.');
  };
  await changeSetting(context, { actor, action: 'provider.delete', target: id, write });
}
