import { parsed, Refusal } from './rest.js';

/** Saves the ranking as it is shown, even while the view stands still. */
export function saveRanking({ ranking, range }) {
    const header = ['rank', 'moved', 'tag', 'display', 'posts', 'reposts', 'authors', 'trend'];
    const rows = ranking.map((row, index) => [
        index + 1,
        range.live ? row.moved ?? 'new' : '',
        row.tag,
        row.display,
        row.posts,
        row.reposts,
        row.authors,
        row.trend?.state,
    ]);
    saveRows(`pulso-hashtags-${stamp(range.from)}-${stamp(range.to)}.csv`, header, rows);
}

/** Saves the line that is shown, of one hashtag or of all. */
export function saveLine({ line, lineTag, range }) {
    const rows = line.map(({ start, posts, reposts, running }) => [new Date(start).toISOString(), posts, reposts, !running]);
    saveRows(`pulso-${lineTag || 'all'}-${stamp(range.from)}-${stamp(range.to)}.csv`, ['start', 'posts', 'reposts', 'complete'], rows);
}

/** Saves the trends that are shown. */
export function saveTrends({ trends, now }) {
    const fields = ['tag', 'display', 'network', 'lang', 'state', 'score', 'observed', 'baseline', 'since', 'at'];
    saveRows(`pulso-trends-${stamp(now)}.csv`, fields, trends.map((trend) => fields.map((field) => trend[field])));
}

/** Saves any list of the REST API as CSV. */
export async function saveCsv(path, name) {
    const response = await fetch(path, { headers: { accept: 'text/csv' } });
    if (!response.ok) {
        throw new Refusal(path, response.status, parsed(await response.text()));
    }
    save(await response.blob(), name);
}

function saveRows(name, header, rows) {
    const text = [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
    save(new Blob([text], { type: 'text/csv;charset=utf-8' }), name);
}

/** As RFC 4180 has it. What a spreadsheet would take for a formula is marked as text. */
function cell(value) {
    const text = String(value ?? '');
    const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function save(blob, name) {
    const url = URL.createObjectURL(blob);
    const link = Object.assign(document.createElement('a'), { href: url, download: name });
    link.click();
    URL.revokeObjectURL(url);
}

/** Fit for a file name. */
function stamp(time) {
    return new Date(time).toISOString().slice(0, 16).replace(/[-:]/g, '');
}
