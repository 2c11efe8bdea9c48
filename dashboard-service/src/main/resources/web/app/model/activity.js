import { Windows } from './windows.js';

/** The live windows of business events. */
export class Activity extends Windows {
    constructor() {
        super((row) => `${row.type}|${row.source}`);
    }

    totals(range) {
        const rows = [];
        this.each(range.from, range.to, (row) => rows.push(row));
        return totalsByType(rows);
    }
}

/** Events per type, most first. Takes live windows and REST points alike. */
export function totalsByType(rows) {
    const totals = new Map();
    for (const row of rows) {
        const total = totals.get(row.type) ?? { type: row.type, events: 0, valueSum: null };
        total.events += row.events;
        if (row.valueSum != null) {
            total.valueSum = (total.valueSum ?? 0) + row.valueSum;
        }
        totals.set(row.type, total);
    }
    return [...totals.values()].filter((row) => row.events > 0).sort((a, b) => b.events - a.events);
}
