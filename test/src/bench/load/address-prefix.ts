/** Names for addresses that no other load of this bench uses. */
export function createAddressPrefixes(): () => string {
  let loads = 0;
  return () => {
    loads += 1;
    return `bench-${loads}`;
  };
}
