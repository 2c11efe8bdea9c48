import { html, nothing } from 'lit';

/**
 * Why a run got its verdict, in the language of the page. Runs of older processors tell it in English only, and so does
 * what this page does not know yet.
 */
export function verdictReasons({ findings = [], reasons = [] }, words) {
    if (findings.length && findings.every(({ code }) => words.has(`finding.${code}`))) {
        return html`<p class="reasons">${findings.map((finding) => sentence(finding, words)).join(' · ')}</p>`;
    }
    return reasons.length ? html`<p class="reasons" lang="en">${reasons.join(' · ')}</p>` : nothing;
}

function sentence({ code, metric, value, bound }, words) {
    return words.t(`finding.${code}`, {
        metric: words.has(`quality.${metric}`) ? words.t(`quality.${metric}`) : metric,
        value: value === undefined ? '–' : words.exact(value),
        bound: bound === undefined ? '–' : words.exact(bound),
    });
}
