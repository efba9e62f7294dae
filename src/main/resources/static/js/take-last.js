/*
 * Taking over what is known already, last period's words (沿用上期) or a figure of the plan (直接采用), in the table and in
 * forms: what is empty is filled; what is filled stays until the person asks for it to be replaced, and even then can be had back.
 */

/** The words of a report that may be last period's, by input; labelled as the form labels them. */
export const WORDS = {
  narrative: '进展情况',
  problems: '存在问题',
  nextSteps: '下一步安排',
  coordination: '需协调事项',
  coordinationWith: '请谁协调',
  percent: '完成百分比'
};

const textOf = (value) => String(value ?? '').trim();

/** One field, or several that only go together, as a figure with its day. */
class Offer {
  /** @param parts the controls: {value: what it was last time, get(), set(value)} */
  constructor(label, parts) {
    this.label = label;
    this.parts = parts.filter(({ value }) => textOf(value));
  }

  /** Whether something else stands there. */
  isTaken() {
    return this.parts.some(({ value, get }) => textOf(get()) && textOf(get()) !== textOf(value));
  }

  fill() {
    this.parts.forEach(({ value, set }) => set(value));
  }

  /** Puts there what was offered, or what stood there before; the one that goes is kept. */
  swap() {
    for (const part of this.parts) {
      const there = part.get();
      part.set(part.value);
      part.value = there;
    }
  }
}

/** What taking over has filled, and what it has left alone. */
export class TakeLast {
  /** @param offers of [label, parts] @param source whose words they are */
  constructor(offers, source = '上期') {
    this.source = source;
    const given = offers.map(([label, parts]) => new Offer(label, parts));
    this.left = given.filter((offer) => offer.isTaken());
    given.filter((offer) => !this.left.includes(offer)).forEach((offer) => offer.fill());
    this.replaced = false;
  }

  get sentence() {
    const labels = this.left.map(({ label }) => label).join('、');
    if (!labels) {
      return '';
    }
    return this.replaced ? `${labels}已换成${this.source}的。` : `${labels}已有内容，没有改动。`;
  }

  /** What a second click would do. */
  get verb() {
    return this.replaced ? '恢复我填写的' : `用${this.source}的替换`;
  }

  swap() {
    this.left.forEach((offer) => offer.swap());
    this.replaced = !this.replaced;
  }
}
