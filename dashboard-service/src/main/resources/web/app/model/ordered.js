/** Named values in the order of the names given, then by name: maps come in any order, and it may be another after a restart. */
export function ordered(values = {}, names) {
    const place = (name) => (names.includes(name) ? names.indexOf(name) : names.length);
    return Object.entries(values).sort(([a], [b]) => place(a) - place(b) || a.localeCompare(b));
}
