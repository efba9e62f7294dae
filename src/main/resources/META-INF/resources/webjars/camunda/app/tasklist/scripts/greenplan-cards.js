/*
 * What the cards of Tasklist say beyond Camunda's own: how many tasks a list has, the day behind "in 3 days", and that a
 * task came back.
 */

import { ask } from '/js/ask.js';
import { isoDay, today } from '/js/days.js';

const scopeOf = (node) => window.angular?.element(node).scope();

// --- counts beside the filters ------------------------------------------------------------------

export function showCounts(counts) {
  for (const item of document.querySelectorAll('.task-filters .task-filter')) {
    const count = counts.get(scopeOf(item)?.filter?.id);
    const link = item.querySelector('h4.name a');
    if (!link || count === undefined) {
      continue;
    }
    let badge = link.querySelector('.greenplan-count');
    if (!badge) {
      badge = document.createElement('span');
      badge.className = 'greenplan-count';
      link.append(badge);
    }
    if (badge.textContent !== String(count)) {
      badge.textContent = String(count);
      badge.classList.toggle('none', count === 0);
    }
  }
}

/** Camunda shows how long there is left; the day itself stands behind it (see the style sheet). */
export function showDueDays() {
  for (const text of document.querySelectorAll('.due-date [am-time-ago]')) {
    const due = scopeOf(text)?.task?.due;
    const late = Boolean(due) && due.slice(0, 10) < isoDay(today());
    const day = due ? `（${Number(due.slice(5, 7))}月${Number(due.slice(8, 10))}日${late ? '，已逾期' : ''}）` : '';
    if (text.dataset.day !== day) {
      text.dataset.day = day;
      text.classList.toggle('greenplan-late', late);
    }
  }
}

// --- what came back -----------------------------------------------------------------------------

let asked = '';
let marks = {};

async function readMarks(ids) {
  try {
    marks = await ask(`/api/tasks/marks?${ids.map((id) => `ids=${encodeURIComponent(id)}`).join('&')}`);
  } catch (problem) {
    console.debug('marks', problem);
  }
}

function drawMark(card, id) {
  const sentences = (marks[id] || []).join('；');
  let mark = card.querySelector('.greenplan-mark');
  if (!sentences) {
    mark?.remove();
    return;
  }
  if (!mark) {
    mark = document.createElement('p');
    mark.className = 'greenplan-mark';
    card.querySelector('.names, .clickable')?.append(mark);
  }
  if (mark.textContent !== sentences) {
    mark.textContent = sentences;
  }
}

/** Asks once for each new set of cards, then only draws. */
export async function showMarks() {
  const cards = [...document.querySelectorAll('.tasks-list li.task')]
    .map((card) => [card, scopeOf(card)?.task?.id])
    .filter(([, id]) => id);
  const ids = cards.map(([, id]) => id).slice(0, 50);
  if (ids.length && ids.join() !== asked) {
    asked = ids.join();
    await readMarks(ids);
  }
  cards.forEach(([card, id]) => drawMark(card, id));
}

export default [];
