/** Milliseconds after which an answer is not waited for. */
const TIMEOUT = 15_000;

/** Reads one address of the same-origin API. */
export async function get(path, query = {}, signal) {
    const signals = [AbortSignal.timeout(TIMEOUT)];
    if (signal) {
        signals.push(signal);
    }
    const response = await fetch(address(path, query), {
        headers: { accept: 'application/json' },
        signal: AbortSignal.any(signals),
    });
    if (!response.ok) {
        throw new Error(`${path} answered ${response.status}`);
    }
    return response.json();
}

/** Reads a list to its end. Ranges of the page have a few pages at most; the bound keeps a mistake small. */
export async function list(path, query = {}, signal, maxPages = 10) {
    const items = [];
    let after = '';
    for (let page = 0; page < maxPages; page++) {
        const answer = await get(path, { ...query, after }, signal);
        items.push(...answer.items);
        after = answer.next;
        if (!after) {
            break;
        }
    }
    return items;
}

export function address(path, query = {}) {
    const given = Object.entries(query).filter(([, value]) => value !== '' && value != null);
    const text = new URLSearchParams(given).toString();
    return text ? `${path}?${text}` : path;
}
