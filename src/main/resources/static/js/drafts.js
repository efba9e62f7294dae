/*
 * Keeps what is typed in a task, in tables and in Tasklist's forms. Nothing typed is lost, and nobody else's word is
 * replaced unasked: a draft names what it was typed over (its revision), and where another has been kept since, both stay until
 * the person chooses. What cannot be sent is tried again; what the end of a login interrupts is kept by this tab, for the
 * same person, until the task is open again.
 */
import { ask, LOGIN_OVER } from './ask.js';
import { keepUnsent, unsentOf } from './unsent.js';

const QUIET_MS = 800;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const KIND = 'drafts';

const open = new Set();
/** By task: those whose form was left before all was kept. */
const left = new Map();

/** Keeps `values` of the task, if what is there still has the revision; without one in any case. */
export const putDraft = (task, values, revision) =>
  ask(`/api/tasks/${encodeURIComponent(task)}/draft`, {
    method: 'PUT',
    body: values,
    headers: revision === undefined ? {} : { 'If-Match': `"${revision}"` }
  });

/** The draft of one task, as long as it is shown. */
export class Draft {
  /** What the server has is named by this; empty where it has nothing. */
  revision = '';
  /** Whose it is; nobody's is kept by the tab. */
  person;
  #json;
  #timer;
  #pause = FIRST_PAUSE_MS;
  #saving = Promise.resolve(true);
  #busy = false;
  #over = false;
  #conflict = false;

  /**
   * @param typed () => what stands in the form now @param isOpen () => whether the person may type
   * @param hears what is called: waiting(), kept(answer), failed(problem) which is tried again, refused(problem) which is not,
   *     conflict(theirs), the form as the server has it or null
   */
  constructor(task, typed, isOpen, hears) {
    Object.assign(this, { task, typed, isOpen, hears });
    this.begin('');
    open.add(this);
  }

  /** What stands in the form is what the server has under this revision. */
  begin(revision) {
    this.revision = revision;
    this.#json = JSON.stringify(this.typed());
    this.#conflict = false;
  }

  /** What stands in the form was typed over this revision, and is not kept yet. */
  resume(revision) {
    this.revision = revision;
    this.#json = undefined;
    this.changed();
  }

  get isUnsent() {
    return !this.#over && this.isOpen() && JSON.stringify(this.typed()) !== this.#json;
  }

  changed() {
    if (this.isUnsent) {
      this.#tell('waiting');
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.save(), QUIET_MS);
    }
  }

  /** Resolves to whether all is kept. One after the other, or an older one could arrive last. */
  save() {
    this.wait();
    this.#saving = this.#saving.then(() => this.#put());
    return this.#saving;
  }

  /** Sends nothing by itself until something is typed again. */
  wait() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #put() {
    if (!this.isUnsent) {
      return !this.#conflict;
    }
    const values = this.typed();
    this.#busy = true;
    try {
      const answer = await putDraft(this.task, values, this.revision);
      this.revision = answer.revision;
      this.#json = JSON.stringify(values);
      this.#conflict = false;
      this.#pause = FIRST_PAUSE_MS;
      this.#tell('kept', answer);
      if (left.has(this.task)) {
        this.end();
      }
      return true;
    } catch (problem) {
      await this.#answer(problem);
      return false;
    } finally {
      this.#busy = false;
    }
  }

  async #answer(problem) {
    if (problem.code === 'draft-changed') {
      await this.meet();
    } else if (problem.isFinal) {
      this.#tell('refused', problem);
      if (left.has(this.task)) {
        this.end();
      }
    } else {
      this.#tell('failed', problem);
      this.#timer ??= setTimeout(() => this.save(), this.#pause);
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
    }
  }

  /** Somebody has typed there meanwhile. */
  async meet() {
    this.#conflict = true;
    if (!left.has(this.task)) {
      this.#tell('conflict', await ask(`/api/tasks/${encodeURIComponent(this.task)}/form`).catch(() => null));
    }
  }

  /** The person has seen theirs, and keeps the own. */
  keepOver(revision) {
    this.revision = revision;
    this.#json = undefined;
    return this.save();
  }

  #tell(what, ...told) {
    if (!this.#over && left.get(this.task) !== this) {
      this.hears[what]?.(...told);
    }
  }

  /** The page goes. What is sent now comes after what is on its way, whichever arrives first: that one names what it was typed over. */
  leavePage() {
    if (this.isUnsent) {
      if (this.#busy) {
        putDraft(this.task, this.typed()).catch(() => {});
      } else {
        this.save();
      }
    }
  }

  /** The form goes, and the page stays: what is not kept is sent until it is, or until the task is opened again. */
  leave() {
    if (this.isUnsent) {
      left.set(this.task, this);
      this.save();
    } else {
      this.end();
    }
  }

  /** The task is done: nothing is kept any more. */
  end() {
    this.wait();
    this.#over = true;
    open.delete(this);
    if (left.get(this.task) === this) {
      left.delete(this.task);
    }
  }

  /** What the left form could not send is kept by the tab. */
  async giveUp() {
    this.wait();
    await this.#saving;
    keepInTab([this]);
    this.end();
  }
}

function keepInTab(drafts) {
  const unsent = drafts
    .filter((draft) => draft.person && draft.isUnsent)
    .map(({ task, person, revision, typed }) => ({ task, person, revision, values: typed() }));
  if (unsent.length) {
    const [{ person }] = unsent;
    const others = (unsentOf(KIND, person) || []).filter(({ task }) => !unsent.some((draft) => draft.task === task));
    keepUnsent(KIND, person, [...others, ...unsent]);
  }
}

/** Before a task is read again: what a form that was left sends is there, or kept by the tab. */
export async function settle(task) {
  await left.get(task)?.giveUp();
}

/** What the tab has of a task: {values, revision}, or null. It is given once. */
export function takeUnsent(task, person) {
  const kept = unsentOf(KIND, person) || [];
  const found = kept.find((draft) => draft.task === task);
  if (found) {
    keepUnsent(KIND, person, kept.filter((draft) => draft !== found));
  }
  return found || null;
}

/** When the login is over. */
export function keepAllUnsent() {
  keepInTab([...open]);
}

document.addEventListener(LOGIN_OVER, keepAllUnsent);
