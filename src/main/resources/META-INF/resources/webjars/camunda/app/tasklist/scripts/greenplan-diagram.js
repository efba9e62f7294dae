/*
 * 流程图 of a task: what leads to it and on from it, without the branches of others, large enough to be read.
 */

const ELSEWHERE = 'greenplan-elsewhere';
/** Below this the words in the boxes are smaller than 12 pixels; then the task's neighbourhood is shown, and the rest by dragging. */
const LEAST = 1;
const MOST = 1.2;
const MARGIN = 24;

/** A boundary event goes on from the task that it sits on. */
const after = (node) => [...(node.outgoing || []).map((flow) => flow.target), ...(node.attachers || [])];
const before = (node) => [...(node.incoming || []).map((flow) => flow.source), ...(node.host ? [node.host] : [])];

function reach(start, step) {
  const found = new Set([start]);
  for (const node of found) {
    step(node).forEach((next) => found.add(next));
  }
  return found;
}

/** The elements of the person's own way: all that can come before the task or after it, and around what it lies in. */
function ownWay(task) {
  const way = new Set();
  const around = new Set();
  for (let node = task; node.parent; node = node.parent) {
    around.add(node.parent);
    [...reach(node, before), ...reach(node, after)].forEach((one) => way.add(one));
  }
  for (const node of way) {
    // what another sub-process does belongs to it; of the own one only what is on the way
    (around.has(node) ? [] : node.children || []).forEach((inner) => way.add(inner));
  }
  around.forEach((node) => way.add(node));
  return way;
}

function isShown(element, way) {
  const of = element.labelTarget || element;
  return of.waypoints ? way.has(of.source) && way.has(of.target) : way.has(of);
}

function bounds(nodes) {
  const left = Math.min(...nodes.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...nodes.map(({ y }) => y)) - MARGIN;
  return {
    x: left,
    y: top,
    width: Math.max(...nodes.map(({ x, width }) => x + width)) + MARGIN - left,
    height: Math.max(...nodes.map(({ y, height }) => y + height)) + MARGIN - top
  };
}

function look(canvas, all, task) {
  canvas.resized();
  const { outer } = canvas.viewbox();
  const fits = Math.min(outer.width / all.width, outer.height / all.height, MOST);
  const scale = Math.max(fits, LEAST);
  const width = outer.width / scale;
  const height = outer.height / scale;
  // what does not fit begins a little before the task, and never beyond the picture's end
  const begin = (start, size, room, at) =>
    size <= room ? start - (room - size) / 2 : Math.min(Math.max(at, start), start + size - room);
  canvas.viewbox({
    x: begin(all.x, all.width, width, task.x - width / 3),
    y: begin(all.y, all.height, height, task.y + task.height / 2 - height / 2),
    width,
    height
  });
}

function fit(viewer, taskKey) {
  const registry = viewer.get('elementRegistry');
  const canvas = viewer.get('canvas');
  const task = registry.get(taskKey);
  if (!task) {
    return;
  }
  const way = ownWay(task);
  const root = canvas.getRootElement();
  for (const element of registry.filter((one) => one !== root)) {
    (isShown(element, way) ? canvas.removeMarker : canvas.addMarker).call(canvas, element.id, ELSEWHERE);
  }
  look(canvas, bounds([...way].filter((node) => node !== root && node.width && !node.labelTarget)), task);
}

let again;

/** Once for each task whose picture is drawn. */
export function fitDiagram() {
  const pane = document.querySelector('.task-details .diagram-pane');
  const task = pane && window.angular?.element(pane).scope()?.task;
  if (!task || pane.dataset.fitted === task.id) {
    return;
  }
  clearTimeout(again);
  const control = window.angular.element(pane).isolateScope()?.control;
  if (!control?.isLoaded?.()) {
    again = setTimeout(fitDiagram, 500);
    return;
  }
  pane.dataset.fitted = task.id;
  // after Camunda has marked the task and moved the picture
  setTimeout(() => pane.isConnected && fit(control.getViewer(), task.taskDefinitionKey), 300);
}

export default [];
