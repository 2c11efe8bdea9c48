package dev.pulso.bench.load;

import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How a service says no: in time, with {@code Retry-After}, as a problem document and without a stack trace. */
public final class Refusals {
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final int TOO_MANY_REQUESTS = 429;

    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private final Set<String> faults = new ConcurrentSkipListSet<>();

    void look(HttpResponse<String> answer, long nanos) {
        slowest.accumulateAndGet(nanos, Math::max);
        int status = answer.statusCode();
        if (status == UNAVAILABLE || status == TOO_MANY_REQUESTS) {
            seen.incrementAndGet();
            if (answer.headers().firstValue("Retry-After").isEmpty()) {
                faults.add(status + " without Retry-After");
            }
        } else if (status >= SERVER_ERROR) {
            faults.add("answer " + status);
        }
        if (answer.body().contains("\tat ") || answer.body().contains("Exception:")) {
            faults.add("stack trace in an answer " + status);
        }
    }

    /** Answers 503 and 429. */
    public int seen() {
        return seen.get();
    }

    /** Longest time an answer took, in milliseconds. */
    public long slowestMillis() {
        return slowest.get() / 1_000_000;
    }

    /** What should not have been said; empty if all is well. */
    public Set<String> faults() {
        return Set.copyOf(faults);
    }
}
