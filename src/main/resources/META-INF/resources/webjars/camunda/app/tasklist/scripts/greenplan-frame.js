/*
 * What stands around Tasklist: the header of our own pages in place of Camunda's, names as they are written here, and
 * names for what Camunda draws without one, for those who do not see it.
 */
import { placeHeader } from '/js/header.js';

/** Camunda's own entry, which opens its dialog also while it is hidden with the rest of its header. */
const camundas = (entry) => document.querySelector(`[cam-widget-header] ${entry} a`);

export function startProcess() {
  camundas('.start-process-action')?.click();
}

function button(text, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
}

/** Keeps Tasklist below the header, however many lines that takes. */
function makeRoom(site) {
  const say = () => document.documentElement.style.setProperty('--gp-header', `${site.offsetHeight}px`);
  new ResizeObserver(say).observe(site);
  say();
}

export async function placeFrame() {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = '/css/header.css';
  document.head.append(style);
  const site = await placeHeader(document.body);
  document.body.classList.add('greenplan-header');
  makeRoom(site);
  site.addEventListener('click', (event) => {
    if (event.target.closest('[data-start]')) {
      event.preventDefault();
      startProcess();
    }
  });
  const menu = site.querySelector('.site-who');
  site.querySelector('.site-own').prepend(
    button('键盘快捷键', () => {
      menu.open = false;
      camundas('.shortcut-help')?.click();
    })
  );
}

// --- names ------------------------------------------------------------------------------------

const named = '.task-details .assignee, .tasks-list .assignee, .task-history .assignee';
const family = /([\u4e00-\u9fff]+)[ \u00a0]+([\u4e00-\u9fff]+)/g;

/** Camunda puts a space between a person's two names; Chinese has none. */
function writeNames() {
  for (const place of document.querySelectorAll(named)) {
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (family.test(text.data)) {
        text.data = text.data.replace(family, '$1$2');
      }
      family.lastIndex = 0;
    }
  }
}

// --- what has no name --------------------------------------------------------------------------

const NAMES = [
  ['.region-toggle[data-region=filters]', '收起或展开任务分类'],
  ['.region-toggle[data-region=list]', '收起或展开任务列表'],
  ['.region-toggle[data-region=task]', '收起或展开任务'],
  ['.maximize', '任务占满整页'],
  ['.tasks-list .dropdown-toggle:not(:has(.sort-by))', '保存的搜索'],
  ['.sort-direction', '改变顺序'],
  ['.task-filters', '任务分类'],
  ['.tasks-list', '任务列表'],
  ['.task-details', '任务']
];

function nameThings() {
  for (const [what, name] of NAMES) {
    for (const thing of document.querySelectorAll(`${what}:not([aria-label])`)) {
      thing.setAttribute('aria-label', name);
    }
  }
  for (const tip of document.querySelectorAll('a[uib-tooltip]:not([aria-label]), button[uib-tooltip]:not([aria-label])')) {
    if (!tip.textContent.trim()) {
      tip.setAttribute('aria-label', tip.getAttribute('uib-tooltip'));
    }
  }
  for (const dialog of document.querySelectorAll('.modal[role=dialog]:not([aria-label])')) {
    const heading = dialog.querySelector('.modal-header')?.textContent.trim();
    if (heading) {
      dialog.setAttribute('aria-label', heading);
    }
  }
  document.querySelector('.page-wrap:not([role])')?.setAttribute('role', 'main');
  for (const field of document.querySelectorAll('input[aria-expanded]:not([role])')) {
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-label', field.placeholder || '搜索任务');
  }
}

/** Again whenever Angular has drawn something. */
export function tidy() {
  writeNames();
  nameThings();
}

export default [];
