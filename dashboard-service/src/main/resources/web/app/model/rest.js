/** Milliseconds after which an answer is not waited for. */
const TIMEOUT = 15_000;

/** A refusal: the status, and what the service's problem document says. */
export class Refusal extends Error {
    constructor(path, status, problem = {}) {
        super(problem.detail || problem.title || `${path} answered ${status}`);
        this.status = status;
        this.code = problem.code ?? '';
    }
}

/** Reads one address of the same-origin API. */
export async function get(path, query = {}, signal) {
    return answer(address(path, query), { headers: { accept: 'application/json' } }, signal);
}

/** Changes something; the answer's body, or null if it has none. */
export async function send(method, path, body) {
    const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    return answer(path, { method, ...json });
}

async function answer(path, request, signal) {
    const signals = [AbortSignal.timeout(TIMEOUT)];
    if (signal) {
        signals.push(signal);
    }
    const response = await fetch(path, { ...request, signal: AbortSignal.any(signals) });
    const body = await response.text();
    if (response.status === 401) {
        // The login has ended.
        globalThis.location?.assign('/login');
    }
    if (!response.ok) {
        throw new Refusal(path, response.status, parsed(body));
    }
    return body ? JSON.parse(body) : null;
}

/** A problem document, or nothing where something in between has answered in its own words. */
export function parsed(body) {
    try {
        return JSON.parse(body) ?? {};
    } catch {
        return {};
    }
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
