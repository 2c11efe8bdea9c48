/** Standard deviations that fill a bar. */
const FULL = 2;

/**
 * What a segment looks like beside the average: per feature its mean, that of all, and `tilt` from -1 to 1. The tilt is
 * the effect in standard deviations where the run tells it, else how many times more or less it is.
 */
export function profile(segment, run) {
    const effects = new Map((segment.effects ?? []).map(({ feature, effect }) => [feature, effect]));
    const units = new Map((run.features ?? []).map(({ name, unit }) => [name, unit ?? '']));
    const names = [...new Set([...units.keys(), ...Object.keys(segment.centroid ?? {})])];
    return names
        .filter((name) => segment.centroid?.[name] !== undefined)
        .map((name) => {
            const value = segment.centroid[name];
            const average = averageOf(name, run.segments);
            const effect = effects.get(name);
            return { name, unit: units.get(name) ?? '', value, average, effect, tilt: clipped(effect ?? times(value, average)) };
        });
}

function averageOf(name, segments) {
    const size = segments.reduce((sum, segment) => sum + segment.size, 0) || 1;
    return segments.reduce((sum, { centroid, size: members }) => sum + (centroid?.[name] ?? 0) * members, 0) / size;
}

/** Twice as much is 1, half as much is -1. */
function times(value, average) {
    return value > 0 && average > 0 ? Math.log2(value / average) : Math.sign(value - average);
}

function clipped(tilt) {
    return Math.max(-1, Math.min(1, tilt / FULL));
}
