import { html } from 'lit';

const SIGNS = { RISING: '↗', PEAKING: '→', FADING: '↘' };

/** Where a trend is in its life: a sign, a word and a colour. */
export function trendBadge({ state }, words) {
    return html`<span class="badge trend" data-trend=${state}><span aria-hidden="true">${SIGNS[state] ?? '•'}</span> ${words.t(`trend.${state}`)}</span>`;
}
