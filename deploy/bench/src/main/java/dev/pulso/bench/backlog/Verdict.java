package dev.pulso.bench.backlog;

import java.util.Map;

/**
 * Answers beside the truth.
 *
 * @param windows number of true windows
 * @param exact how many of them are answered exactly
 * @param missing uses of hashtags that the answers lack
 * @param surplus uses of hashtags that the answers have too many
 */
record Verdict(long windows, long exact, long missing, long surplus) {
    static Verdict of(Map<String, Long> truth, Map<String, Long> answers) {
        long exact = 0;
        long missing = 0;
        long surplus = 0;
        for (Map.Entry<String, Long> each : truth.entrySet()) {
            long difference = answers.getOrDefault(each.getKey(), 0L) - each.getValue();
            exact += difference == 0 ? 1 : 0;
            missing += Math.max(0, -difference);
            surplus += Math.max(0, difference);
        }
        for (Map.Entry<String, Long> each : answers.entrySet()) {
            surplus += truth.containsKey(each.getKey()) ? 0 : each.getValue();
        }
        return new Verdict(truth.size(), exact, missing, surplus);
    }

    boolean isExact() {
        return missing == 0 && surplus == 0;
    }

    @Override
    public String toString() {
        return isExact()
                ? "all %,d windows exact".formatted(windows)
                : "%,d of %,d windows exact, %,d uses missing, %,d too many"
                        .formatted(exact, windows, missing, surplus);
    }
}
