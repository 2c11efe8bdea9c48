/**
 * Why a tag trends, in the language of the page. The processor tells it in English too, but one page speaks one language:
 * its figures are put into words here.
 */
export function whyOf({ observed, baseline, score, evidence }, words) {
    const authors = evidence?.authors ?? observed;
    // What rounds to none is not worth a figure.
    const parts = [words.t(baseline < 0.05 ? 'whyNew' : 'whyAuthors', { authors: words.number(Math.round(authors)), usual: words.decimal(baseline) })];
    if (observed < authors) {
        parts.push(words.t('whyFewer', { observed: words.number(Math.round(observed)) }));
    }
    if (evidence && evidence.peak > score) {
        parts.push(words.t('trendPeak', { score: words.decimal(evidence.peak), time: words.time(Date.parse(evidence.peakAt)) }));
    }
    return parts.join('; ');
}
