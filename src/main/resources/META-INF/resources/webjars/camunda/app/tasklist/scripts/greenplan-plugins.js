/*
 * What Tasklist shows beyond Camunda's own: the dossier of a task's measure, a count beside every
 * filter, the way to the table of a task, and one column at a time on a phone.
 */

import { ask } from '/js/ask.js';
import { refreshHeader } from '/js/header.js';
import { showCounts, showDueDays, showMarks } from './greenplan-cards.js';
import { fitDiagram } from './greenplan-diagram.js';
import { placeFrame, tidy } from './greenplan-frame.js';
import { cameFrom, comeIn, leadOn, openTask, sayNothing } from './greenplan-ways.js';

const countsEveryMs = 60_000;
const taskEvents =
  /\/(claim|unclaim|assignee|delegate|resolve|complete|submit-form|start)(\?|$)/;

// --- 事项档案 ---------------------------------------------------------------------------------

function fillHeight(frame) {
  const column = frame.closest('.three-cols-layout-cell.content');
  const below = column ? column.getBoundingClientRect().bottom : window.innerHeight;
  const free = below - frame.getBoundingClientRect().top - 16;
  const least = Math.round(window.innerHeight * 0.6);
  frame.style.height = `${Math.max(Math.floor(free), least)}px`;
}

const dossier = {
  id: 'greenplan-dossier',
  pluginPoint: 'tasklist.task.detail',
  priority: 900,
  properties: { label: '事项档案' },
  render(node, { taskId }, scope) {
    const frame = document.createElement('iframe');
    frame.className = 'greenplan-dossier';
    frame.title = '事项档案';
    const show = (id) => {
      const address = `/measures/by-task/${encodeURIComponent(id)}?embedded=true`;
      if (id && frame.getAttribute('src') !== address) {
        frame.setAttribute('src', address);
      }
    };
    show(taskId);
    node.append(frame);
    const fit = () => frame.isConnected && fillHeight(frame);
    frame.addEventListener('load', fit);
    window.addEventListener('resize', fit);
    requestAnimationFrame(fit);
    if (scope) {
      // Choosing another task keeps this tab and does not render it again.
      scope.$watch('task.id', (id) => id && show(id));
      scope.$on('$destroy', () => window.removeEventListener('resize', fit));
    }
  }
};

// --- counts beside the filters ----------------------------------------------------------------

function keepCounts(engineApi) {
  const counts = new Map();
  let waiting;

  async function refresh() {
    if (document.visibilityState !== 'visible' || !document.querySelector('.task-filters')) {
      return;
    }
    try {
      const filters = await ask(`${engineApi}/filter?resourceType=Task`);
      await Promise.all(
        filters.map(async ({ id }) => counts.set(id, (await ask(`${engineApi}/filter/${id}/count`)).count))
      );
      showCounts(counts);
    } catch (problem) {
      // Logged out, or the server restarts: Tasklist itself says so, the next round tries again.
      console.debug('filter counts', problem);
    }
  }
  function soon(delay = 700) {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, delay);
  }

  soon(0);
  setInterval(refresh, countsEveryMs);
  document.addEventListener('visibilitychange', () => soon());
  window.addEventListener('hashchange', () => soon());
  new PerformanceObserver((list) => {
    if (list.getEntries().some((entry) => taskEvents.test(entry.name))) {
      soon();
    }
  }).observe({ type: 'resource' });

  // Angular draws the filters anew whenever it loads them; a new one has no number yet.
  let drawn;
  let known = 0;
  new MutationObserver(() => {
    cancelAnimationFrame(drawn);
    drawn = requestAnimationFrame(() => {
      const shown = document.querySelectorAll('.task-filters .task-filter').length;
      if (shown !== known) {
        known = shown;
        soon(0);
      }
      showCounts(counts);
      showDueDays();
      showMarks();
      tidy();
      sayNothing();
      fitDiagram();
    });
  }).observe(document.body, { childList: true, subtree: true });
}

// --- phones, keys ------------------------------------------------------------------------------

function hashWithoutTask() {
  const [path, query = ''] = window.location.hash.replace(/^#/, '').split('?');
  const search = new URLSearchParams(query);
  search.delete('task');
  search.delete('detailsTab');
  return `#${path || '/'}?${search}`;
}

function followOpenTask() {
  const follow = () => {
    document.body.classList.toggle('greenplan-task-open', /[?&]task=/.test(window.location.hash));
  };
  window.addEventListener('hashchange', follow);
  window.addEventListener('popstate', follow);
  setInterval(follow, 400); // Tasklist also changes its address silently
  follow();
}

/** Dates are read-only here: the server moves deadlines by extension only. */
function guardDates() {
  const stop = (event) => {
    if (event.key !== 'Tab' && event.target.closest?.('.task-details .meta.dates')) {
      event.stopImmediatePropagation();
      event.preventDefault();
    }
  };
  document.addEventListener('keydown', stop, true);
  document.addEventListener('click', stop, true);
}

/** The nearest due date first, unless somebody has chosen another order. */
function sortByDueDate() {
  const sort = () => {
    const hash = window.location.hash;
    if (/^#\/(\?|$)/.test(hash) && !hash.includes('sorting=')) {
      const order = encodeURIComponent(JSON.stringify([
        { sortBy: 'dueDate', sortOrder: 'asc' },
        { sortBy: 'nameCaseInsensitive', sortOrder: 'asc' }
      ]));
      window.history.replaceState(null, '', (hash || '#/') + (hash.includes('?') ? '&' : '?') + 'sorting=' + order);
      window.dispatchEvent(new Event('hashchange'));
    }
  };
  window.addEventListener('hashchange', sort);
  sort();
}

// --- many tasks at once --------------------------------------------------------------------------

let tables = [];

/** Which tables hold work, and how much; the header above shows the same. */
async function readTables() {
  try {
    const before = JSON.stringify(tables);
    tables = await ask('/api/tables');
    if (before !== JSON.stringify(tables)) {
      refreshHeader();
      document.dispatchEvent(new CustomEvent('greenplan-tables'));
    }
  } catch (problem) {
    console.debug('tables', problem);
  }
}

function keepTables() {
  readTables();
  setInterval(() => document.visibilityState === 'visible' && readTables(), countsEveryMs);
  new PerformanceObserver((entries) => {
    if (entries.getEntries().some((entry) => taskEvents.test(entry.name))) {
      setTimeout(readTables, 700);
    }
  }).observe({ type: 'resource' });
}

let started = false;

/** Shows nothing itself: Camunda's bar is drawn when somebody is logged in, and then all of this begins. */
const start = {
  id: 'greenplan-start',
  pluginPoint: 'tasklist.navbar.action',
  priority: 400,
  render(node, { api }) {
    if (started || leadOn()) {
      return;
    }
    started = true;
    placeFrame().catch((problem) => console.debug('header', problem));
    keepCounts(api.engineApi);
    keepTables();
    followOpenTask();
    guardDates();
    sortByDueDate();
    comeIn();
  }
};

/** On a task that stands in a table: the way there. */
const toTable = {
  id: 'greenplan-to-table',
  pluginPoint: 'tasklist.task.action',
  priority: 450,
  render(node, given, scope) {
    const link = document.createElement('a');
    link.className = 'btn btn-link greenplan-to-table';
    node.append(link);
    const draw = () => {
      const key = scope?.task?.taskDefinitionKey;
      const table = tables.find(({ taskKeys }) => taskKeys.includes(key));
      link.hidden = !table;
      if (table) {
        const back = table.path === `/tables/${cameFrom()}`;
        link.href = `${table.path}#t-${scope.task.id}`;
        link.textContent = back ? `‹ 返回“${table.label}”` : `在“${table.label}”表中办理（共${table.count}项）`;
      }
    };
    document.addEventListener('greenplan-tables', draw);
    scope?.$watch?.('task.id', draw);
    scope?.$on?.('$destroy', () => document.removeEventListener('greenplan-tables', draw));
    draw();
  }
};

const backToList = {
  id: 'greenplan-back',
  pluginPoint: 'tasklist.task.action',
  priority: 500,
  render(node) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-link greenplan-back';
    button.textContent = '‹ 返回列表';
    button.addEventListener('click', () => {
      window.location.hash = hashWithoutTask();
    });
    node.append(button);
  }
};

/** 转给同事: a list of names instead of a login name to be typed; also how a colleague's task is taken over. */
const handOver = {
  id: 'greenplan-hand-over',
  pluginPoint: 'tasklist.task.action',
  priority: 400,
  render(node, { taskId }) {
    const box = document.createElement('span');
    box.className = 'greenplan-hand-over';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-link';
    button.textContent = '转给同事';
    button.setAttribute('aria-expanded', 'false');
    const list = document.createElement('span');
    list.setAttribute('role', 'group');
    list.setAttribute('aria-label', '选择同事');
    list.hidden = true;
    const address = () => `/api/tasks/${encodeURIComponent(openTask() || taskId)}`;
    const give = async (person) => {
      try {
        await ask(`${address()}/assignee`, { method: 'PUT', body: { person } });
        window.location.reload();
      } catch (problem) {
        list.textContent = problem.said || '没有转成，请稍候再试。';
      }
    };
    button.addEventListener('click', async () => {
      list.hidden = !list.hidden;
      button.setAttribute('aria-expanded', String(!list.hidden));
      if (list.hidden) {
        return;
      }
      list.textContent = '';
      for (const { id, name } of await ask(`${address()}/colleagues`)) {
        const choose = () => {
          list.textContent = `转给${name}？ `;
          for (const [label, act] of [['确定', () => give(id)], ['取消', () => { list.hidden = true; }]]) {
            const answer = document.createElement('button');
            answer.type = 'button';
            answer.className = 'btn btn-default btn-sm';
            answer.textContent = label;
            answer.addEventListener('click', act);
            list.append(answer, ' ');
          }
        };
        const choice = document.createElement('button');
        choice.type = 'button';
        choice.className = 'btn btn-default btn-sm';
        choice.textContent = name;
        choice.addEventListener('click', choose);
        list.append(choice, ' ');
      }
    });
    box.append(button, list);
    node.append(box);
  }
};

export default [dossier, start, toTable, backToList, handOver];
