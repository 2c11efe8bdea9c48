import { html } from 'lit';

/** Which states are good, worth a look, or bad. What is not listed is on its way. */
const TONES = { STREAMING: 'good', FAILED: 'bad', BUDGET_EXHAUSTED: 'bad', PAUSED: 'still' };

/** The state of a source as a badge. */
export function stateOf({ state }, words) {
    const key = `source.${state}`;
    const text = words.has(key) ? words.t(key) : state;
    return html`<span class="badge" data-tone=${TONES[state] ?? 'wait'} data-state=${state}>${text}</span>`;
}
