import { type ComponentType, useEffect, useState } from 'react';
import { Action } from '../ui/action.js';
import { Notice } from '../ui/notice.js';
import { Waiting } from '../ui/page.js';

/** After an update of Otpost the parts of the page that is open are gone from the server. */
function NotLoaded() {
  return (
    <Notice kind="bad">
      <p>This page could not be loaded. Otpost may have been updated, or the connection is lost.</p>
      <p>
        <Action small onPress={() => location.reload()}>
          Load it again
        </Action>
      </p>
    </Notice>
  );
}

/**
 * A page that is loaded when it is first opened, so that the first one is small. By hand, since Suspense holds back what has come
 * for 300 ms, which would be felt at every first visit.
 */
export function lazyPage<Name extends string>(
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
): ComponentType {
  let loaded: ComponentType | undefined;
  return function LazyPage() {
    const [Page, setPage] = useState(() => loaded);
    const [isFailed, setFailed] = useState(false);
    useEffect(() => {
      if (loaded) return;
      load().then(
        (parts) => {
          loaded = parts[name];
          setPage(() => loaded);
          return undefined;
        },
        () => setFailed(true),
      );
    }, []);
    if (isFailed) return <NotLoaded />;
    return Page ? <Page /> : <Waiting />;
  };
}
