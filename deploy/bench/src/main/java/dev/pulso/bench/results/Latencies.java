package dev.pulso.bench.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Times of single calls. */
final class Latencies {
    private final List<Long> nanos = new ArrayList<>();

    /** Something that takes time. */
    interface Call {
        void run() throws Exception;
    }

    void time(Call call) throws Exception {
        long begin = System.nanoTime();
        call.run();
        nanos.add(System.nanoTime() - begin);
    }

    /** In milliseconds. */
    double percentile(double share) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.max(0, index)) / 1e6;
    }
}
