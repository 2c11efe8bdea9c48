/** Bytes looked at to tell what a file is. */
const LOOK = 64 * 1024;

export const FORMATS = ['x-v1', 'x-v2', 'mastodon', 'jetstream', 'pulso', 'csv'];
export const COLUMNS = ['id', 'time', 'text', 'author', 'lang', 'followers'];

/** Which words in the name of a CSV column speak for what it holds. */
const COLUMN_NAMES = {
    id: /^(id|(tweet|post|status)_?id)$/i,
    time: /^(time|timestamp|date|created|created_?at|(tweet|post)_?(created|date|time))$/i,
    text: /^(text|content|body|message|tweet)$/i,
    author: /^(author|author_?id|user|user_?name|user_?id|screen_?name|name|handle)$/i,
    lang: /^(lang|language)$/i,
    followers: /^(followers|followers_?count)$/i,
};

/** What a file seems to be: `format` ('' if nothing speaks for one), and for CSV its column names and a guess of their use. */
export async function guess(file) {
    const line = (await beginning(file)).split(/\r?\n/).find((text) => text.trim()) ?? '';
    if (/^\s*[[{]/.test(line)) {
        return { format: formatOf(line), header: [], columns: {} };
    }
    const header = line.split(line.includes('\t') && !line.includes(',') ? '\t' : ',').map(unquoted);
    const named = Object.entries(COLUMN_NAMES).map(([use, names]) => [use, header.find((name) => names.test(name)) ?? '']);
    const columns = Object.fromEntries(named);
    const csv = /\.(csv|tsv)(\.gz)?$/i.test(file.name) || (columns.id && columns.text);
    return csv ? { format: 'csv', header, columns } : { format: '', header: [], columns: {} };
}

/** The line may be cut off, so its keys are looked for, not its structure. */
function formatOf(line) {
    const has = (...keys) => keys.every((key) => new RegExp(`"${key}"\\s*:`).test(line));
    if (has('did', 'time_us')) {
        return 'jetstream';
    }
    if (has('op', 'network', 'postId')) {
        return 'pulso';
    }
    if (/^\s*\{\s*"(data|includes|meta)"\s*:/.test(line)) {
        return 'x-v2';
    }
    if (has('id_str')) {
        return 'x-v1';
    }
    return has('account', 'content') ? 'mastodon' : '';
}

async function beginning(file) {
    const head = file.slice(0, LOOK);
    const gzip = new Uint8Array(await head.slice(0, 2).arrayBuffer());
    return gzip[0] === 0x1f && gzip[1] === 0x8b ? inflated(head) : head.text();
}

/** The first piece is enough; the file is cut off, so its end would be an error. */
async function inflated(head) {
    const reader = head.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
    try {
        const { value } = await reader.read();
        return new TextDecoder().decode(value);
    } catch {
        return '';
    } finally {
        reader.cancel().catch(() => {});
    }
}

function unquoted(name) {
    return name.trim().replace(/^\uFEFF/, '').replace(/^"(.*)"$/, '$1');
}
