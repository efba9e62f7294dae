/*
 * What could not be sent because the login was over: kept in this tab, for the same person, until the same page is open
 * again. Nothing of it stays behind when the tab is closed.
 */
const { person } = document.body.dataset;
const nameOf = (kind) => `greenplan.unsent.${kind}`;

export function keepUnsent(kind, what) {
  sessionStorage.setItem(nameOf(kind), JSON.stringify({ person, path: location.pathname, what }));
}

export function dropUnsent(kind) {
  sessionStorage.removeItem(nameOf(kind));
}

/** What was kept on this page by this person; null where there is none. It is given once. */
export function takeUnsent(kind) {
  const here = JSON.parse(sessionStorage.getItem(nameOf(kind)) || 'null');
  if (here?.person !== person) {
    dropUnsent(kind);
    return null;
  }
  if (here.path !== location.pathname) {
    return null;
  }
  dropUnsent(kind);
  return here.what;
}
