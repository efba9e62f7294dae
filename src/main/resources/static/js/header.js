/*
 * The header of every page of ours, and of Tasklist: which entry one is at, the fold on a phone, the menu behind one's
 * name, and counts that are asked for again (refreshHeader) after something was done.
 */

import { askForPage } from './ask.js';

const header = () => document.querySelector('header.site');

function here(link) {
  const path = location.pathname;
  return link.pathname === path || (link.pathname.length > 1 && path.startsWith(`${link.pathname}/`));
}

function markPlace(nav) {
  const best = [...nav.querySelectorAll('a:not([data-start])')]
    .filter(here)
    .sort((one, other) => other.pathname.length - one.pathname.length)[0];
  if (best && !best.hasAttribute('aria-current')) {
    best.setAttribute('aria-current', 'page');
  }
}

/** Again when its entries are written anew. */
function dress(site) {
  const mark = () => markPlace(site.querySelector('nav'));
  new MutationObserver(mark).observe(site, { childList: true, subtree: true });
  mark();
}

/** On a phone only what waits is in sight. */
function foldEntries() {
  document.addEventListener('click', ({ target }) => {
    const fold = target.closest?.('header.site .site-fold');
    fold?.setAttribute('aria-expanded', String(fold.getAttribute('aria-expanded') !== 'true'));
  });
}

/** Closes the menu behind one's name when something else is meant. */
function closeMenus() {
  document.addEventListener('click', ({ target }) => {
    const menu = document.querySelector('header.site .site-who[open]');
    if (menu && !menu.contains(target)) {
      menu.open = false;
    }
  });
  document.addEventListener('keydown', ({ key }) => {
    const menu = document.querySelector('header.site .site-who[open]');
    if (key === 'Escape' && menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
}

async function read() {
  return new DOMParser().parseFromString(await askForPage('/api/header'), 'text/html').querySelector('header.site');
}

/** Puts the header where a page of another make has none. */
export async function placeHeader(before) {
  const site = document.importNode(await read(), true);
  before.prepend(site);
  dress(site);
  return site;
}

/** Asks again which entries there are, and how much waits behind each. */
export async function refreshHeader() {
  const shown = header()?.querySelector('nav');
  if (!shown) {
    return;
  }
  try {
    const fresh = document.importNode((await read()).querySelector('nav'), true);
    markPlace(fresh);
    if (fresh.innerHTML !== shown.innerHTML && !shown.contains(document.activeElement)) {
      shown.replaceChildren(...fresh.childNodes);
    }
  } catch (problem) {
    console.debug('header', problem);
  }
}

closeMenus();
foldEntries();
if (header()) {
  dress(header());
}
