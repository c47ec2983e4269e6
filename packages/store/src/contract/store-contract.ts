import { describe } from '@jest/globals';
import { adminContract } from './admin-contract.js';
import { hostileContract } from './hostile-contract.js';
import { lowestContract } from './lowest-contract.js';
import { malformedContract } from './malformed-contract.js';
import { pageContract } from './page-contract.js';
import { replaceContract } from './replace-contract.js';
import { retentionContract } from './retention-contract.js';
import { saveNewerContract } from './save-newer-contract.js';
import { settingContract } from './setting-contract.js';
import { sharedContract } from './shared-contract.js';
import { tallyContract } from './tally-contract.js';
import type { NewDatabase } from './test-database.js';
import { uniqueContract } from './unique-contract.js';
import { userContract } from './user-contract.js';
import { versionContract } from './version-contract.js';
import { webhookContract } from './webhook-contract.js';

/** Registers the tests that every store passes. `newDatabase` gives an empty database each time. */
export function describeStoreContract(name: string, newDatabase: NewDatabase): void {
  describe(name, () => {
    settingContract(newDatabase);
    uniqueContract(newDatabase);
    replaceContract(newDatabase);
    saveNewerContract(newDatabase);
    pageContract(newDatabase);
    retentionContract(newDatabase);
    hostileContract(newDatabase);
    malformedContract(newDatabase);
    sharedContract(newDatabase);
    adminContract(newDatabase);
    userContract(newDatabase);
    webhookContract(newDatabase);
    lowestContract(newDatabase);
    tallyContract(newDatabase);
    versionContract(newDatabase);
  });
}
