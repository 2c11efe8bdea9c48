package dev.pulso.bench.load;

import dev.pulso.bench.load.EventLoad.EventSupply;
import dev.pulso.bench.load.EventLoad.SentEvent;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Orders of three shops with ids and times of their own, out of order by up to a minute and a half. Thread-safe. */
public final class ShopEvents implements EventSupply {
    private static final int SOURCES = 3;
    private static final int SUBJECTS = 200;
    private static final int DEAREST_CENTS = 10_000;

    private final String mark;
    private final Disorder disorder;
    private final AtomicLong number = new AtomicLong();

    /** @param mark tells these events from all others */
    public ShopEvents(String mark, Disorder disorder) {
        this.mark = mark;
        this.disorder = disorder;
    }

    /** CloudEvents {@code type} of all events with this mark. */
    public static String type(String mark) {
        return "faults." + mark + ".v1";
    }

    @Override
    public SentEvent next() {
        long n = number.getAndIncrement();
        // Seeded by the number: a run can be made again.
        Random random = new Random(n);
        String id = mark + "-" + n;
        Instant time = disorder.time(Instant.now(), random);
        String json = """
                {"specversion":"1.0","id":"%s","source":"/faults/%s/%d","type":"%s","subject":"customer-%d","time":"%s",\
                "pulsovalue":"/amount","data":{"amount":%d.%02d}}""".formatted(
                        id,
                        mark,
                        n % SOURCES,
                        type(mark),
                        random.nextInt(SUBJECTS),
                        time,
                        random.nextInt(DEAREST_CENTS) / 100,
                        random.nextInt(100));
        return new SentEvent(id, json);
    }
}
