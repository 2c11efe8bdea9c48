/**
 * What one can tell a source of each kind. `words` is a list between commas; `settings` lists the rest. The extractor
 * refuses what it does not know, so only what was filled in is sent.
 */
export const KINDS = {
    bluesky: { words: ['tags', 'terms'], settings: [] },
    mastodon: { words: ['tags', 'terms'], settings: [{ name: 'server', type: 'text', example: 'https://mastodon.social' }] },
    x: { words: ['tags', 'terms'], settings: [{ name: 'budget', type: 'number', example: '' }] },
    generator: {
        words: [],
        settings: [
            { name: 'rate', type: 'number', example: '20' },
            { name: 'tags', type: 'number', example: '400' },
            { name: 'authors', type: 'number', example: '5000' },
            { name: 'seed', type: 'number', example: '1' },
        ],
    },
};

/** What a source of this kind tracks, as words; nothing where the setting is something else. */
export function tracked({ kind, settings = {} }) {
    const names = KINDS[kind]?.words ?? ['tags', 'terms'];
    return names.flatMap((name) =>
        words(settings[name]).map((word) => (name === 'tags' && !word.startsWith('#') ? `#${word}` : word)),
    );
}

/** The settings that are no tracked words. */
export function plainSettings({ kind, settings = {} }) {
    const names = KINDS[kind]?.words ?? ['tags', 'terms'];
    return Object.entries(settings).filter(([name]) => !names.includes(name));
}

/** Settings as a form gives them: lists cleaned, empty ones left out. */
export function settingsOf(kind, form) {
    const { words: lists, settings } = KINDS[kind];
    const given = [
        ...lists.map((name) => [name, words(form.get(name)).join(',')]),
        ...settings.map(({ name }) => [name, String(form.get(name) ?? '').trim()]),
    ];
    return Object.fromEntries(given.filter(([, value]) => value));
}

function words(text) {
    return String(text ?? '')
        .split(/[,\n]/)
        .map((word) => word.trim())
        .filter(Boolean);
}
