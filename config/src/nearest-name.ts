/** Edits (insert, delete, replace one character) that turn one name into the other: the Levenshtein distance. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}

/** The name that was most likely meant, or undefined when none is near: at most a quarter of the letters differ. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let shortest = Math.ceil(name.length / 4) + 1;
  for (const candidate of names) {
    const distance = editDistance(name, candidate);
    if (distance < shortest) [nearest, shortest] = [candidate, distance];
  }
  return nearest;
}
