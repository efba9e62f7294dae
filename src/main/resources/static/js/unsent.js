/*
 * What could not be sent because the login was over: kept in this tab, for the same person. Nothing of it stays behind when the
 * tab is closed.
 */
const nameOf = (kind) => `greenplan.unsent.${kind}`;

export function keepUnsent(kind, person, what) {
  sessionStorage.setItem(nameOf(kind), JSON.stringify({ person, what }));
}

export function dropUnsent(kind) {
  sessionStorage.removeItem(nameOf(kind));
}

/** What was kept by this person; null where there is none. What another has left goes. */
export function unsentOf(kind, person) {
  const here = JSON.parse(sessionStorage.getItem(nameOf(kind)) || 'null');
  if (here && here.person !== person) {
    dropUnsent(kind);
    return null;
  }
  return here?.what ?? null;
}
