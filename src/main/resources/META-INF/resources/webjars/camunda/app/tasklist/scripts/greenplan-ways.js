/*
 * Where a person comes in, and where they go after 完成: to the next task of the same kind, or back to the table that
 * they came from.
 *   ?mine  one asked for the own list: nobody is led elsewhere      ?from=report  one came from that table
 */
import { ask } from '/js/ask.js';
import { startProcess } from './greenplan-frame.js';

const asked = new URLSearchParams(window.location.search);
const NOTHING = '现在没有需要您办理的任务。各项措施办到哪一步，可在上方“工作措施”查看。';
const narrow = window.matchMedia('(max-width: 767px)');
let nothing = false;

/** The table that one came from, as it stands in its address. */
export const cameFrom = () => /^[a-z]+$/.exec(asked.get('from') || '')?.[0];

export const openTask = () => /[?&]task=([^&]+)/.exec(window.location.hash)?.[1];

async function nextTask(kind) {
  const query = kind ? `?kind=${encodeURIComponent(kind)}` : '';
  return (await ask(`/api/tasks/next${query}`)).taskId;
}

function show(task) {
  const [path, query = ''] = window.location.hash.replace(/^#/, '').split('?');
  const search = new URLSearchParams(query);
  search.delete('detailsTab');
  search.set('task', task);
  window.location.hash = `#${path || '/'}?${search}`;
}

/** Says that there is nothing to do, where Camunda asks to choose from an empty list. */
export function sayNothing() {
  const place = document.querySelector('.task-details .no-task');
  if (nothing && place && !place.textContent.includes(NOTHING)) {
    place.textContent = NOTHING;
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Tasklist takes the done task out of its address by itself; until then it would take the next one out, too. */
async function untilLeft(task) {
  for (let tries = 0; tries < 50 && openTask() === task; tries += 1) {
    await pause(100);
  }
}

async function goOn({ taskId, kind, sentence }) {
  const table = cameFrom();
  const next = await nextTask(kind).catch(() => null);
  if (table) {
    window.sessionStorage.setItem('greenplan.said', sentence);
    window.location.assign(`/tables/${table}${next ? `#t-${encodeURIComponent(next)}` : ''}`);
    return;
  }
  await untilLeft(taskId);
  if (narrow.matches && !next) {
    return;
  }
  const first = next || (await nextTask().catch(() => null));
  nothing = !first;
  if (first && !openTask()) {
    show(first);
  }
  sayNothing();
}

export async function comeIn() {
  document.addEventListener('greenplan-done', ({ detail }) => goOn(detail));
  if (asked.has('start') && performance.getEntriesByType('navigation')[0]?.type !== 'reload') {
    startProcess();
    return;
  }
  if (openTask()) {
    return;
  }
  const first = await nextTask().catch(() => null);
  nothing = !first;
  if (first && !narrow.matches && !openTask()) {
    show(first);
  }
  sayNothing();
}

/** Before Tasklist is drawn: who asked for no place in particular is led to where the work is. */
export function leadOn() {
  if (!window.location.search && /^#?\/?$/.test(window.location.hash)) {
    window.location.replace('/');
    return true;
  }
  return false;
}

export default [];
