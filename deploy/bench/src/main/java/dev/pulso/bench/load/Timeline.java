package dev.pulso.bench.load;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** When attempts ended, and how. Times are {@link System#nanoTime()}. Safe for many threads. */
public final class Timeline {
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();

    /**
     * One request.
     *
     * @param began when it was sent
     * @param ended when its end was known
     * @param ok whether everything in it was acknowledged
     * @param said the status, or the exception
     */
    public record Attempt(long began, long ended, boolean ok, String said) {}

    public void note(long began, boolean ok, String said) {
        attempts.add(new Attempt(began, System.nanoTime(), ok, said));
    }

    public List<Attempt> all() {
        return List.copyOf(attempts);
    }

    /** The end of the first attempt that failed after this time. */
    public Optional<Long> firstFailureAfter(long time) {
        return attempts.stream()
                .filter(each -> each.ended() >= time && !each.ok())
                .map(Attempt::ended)
                .findFirst();
    }

    /** The end of the first attempt that began after this time and succeeded. */
    public Optional<Long> firstOkAfter(long time) {
        return attempts.stream()
                .filter(each -> each.began() >= time && each.ok())
                .map(Attempt::ended)
                .findFirst();
    }

    /** How many attempts ended with these words. */
    public long saying(String words) {
        return attempts.stream().filter(each -> each.said().equals(words)).count();
    }

    /** Longest time between two successes, in nanoseconds. */
    public long longestSilence() {
        long longest = 0;
        long last = 0;
        for (Attempt each : attempts) {
            if (each.ok()) {
                longest = last == 0 ? longest : Math.max(longest, each.ended() - last);
                last = each.ended();
            }
        }
        return longest;
    }
}
