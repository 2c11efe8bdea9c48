package dev.pulso.bench.load;

import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** How a service says no: in time, with {@code Retry-After}, as a problem document and without a stack trace. */
public final class Refusals {
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final int TOO_MANY_REQUESTS = 429;

    private static final Pattern STACK_TRACE = Pattern.compile("\\bat [\\w.$]+\\(|Exception:");

    private final AtomicInteger seen = new AtomicInteger();
    private final Set<String> faults = new ConcurrentSkipListSet<>();

    void look(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status == UNAVAILABLE || status == TOO_MANY_REQUESTS) {
            seen.incrementAndGet();
            if (answer.headers().firstValue("Retry-After").isEmpty()) {
                faults.add(status + " without Retry-After");
            }
        } else if (status >= SERVER_ERROR) {
            faults.add("answer " + status);
        }
        if (STACK_TRACE.matcher(answer.body()).find()) {
            faults.add("stack trace in an answer " + status);
        }
    }

    /** Answers 503 and 429. */
    public int seen() {
        return seen.get();
    }

    /** What should not have been said; empty if all is well. */
    public Set<String> faults() {
        return Set.copyOf(faults);
    }
}
