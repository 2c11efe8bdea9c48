package dev.pulso.bench.faults;

import dev.pulso.bench.oracle.Findings;
import dev.pulso.bench.system.Patience;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One row: load, harm, recovery, drain, account. */
final class Trial {
    private static final Duration BEFORE = Duration.ofSeconds(5);
    private static final Duration AFTER = Duration.ofSeconds(3);
    private static final Duration RECOVERY = Duration.ofMinutes(4);
    private static final Duration PAGE = Duration.ofSeconds(40);
    private static final double NANOS = 1e9;

    private final Fault fault;
    private final Scene scene;

    Trial(Fault fault, Scene scene) {
        this.fault = fault;
        this.scene = scene;
    }

    Verdict run() {
        try {
            scene.health().start();
            scene.stream().start();
            scene.events().start();
            scene.posts().start();
            Patience.require(
                    "the first events are accepted",
                    RECOVERY,
                    () -> scene.events().timeline().firstOkAfter(0).isPresent());
            Patience.pause(BEFORE);
            fault.action().run(scene);
            return recover();
        } catch (Exception e) {
            scene.broken(e.toString());
            return verdict(null, null, null, new Account(scene).sofar());
        } finally {
            scene.close();
        }
    }

    private Verdict recover() throws Exception {
        if (scene.healedAt() == 0) {
            scene.injected();
            scene.healed();
        }
        long healed = scene.healedAt();
        // A row that has ended the load itself has nothing accepted to wait for.
        Patience.until(
                RECOVERY,
                () -> scene.events().isFinished()
                        || scene.events().timeline().firstOkAfter(healed).isPresent());
        Double firstOk =
                seconds(healed, scene.events().timeline().firstOkAfter(healed).orElse(null));
        Double caughtUp = seconds(healed, reached(RECOVERY, scene.system()::isCaughtUp));
        long fresh = System.nanoTime();
        Double page = seconds(healed, reached(PAGE, () -> scene.stream().lastChange() > fresh));
        Patience.pause(AFTER);
        scene.events().finish(RECOVERY);
        scene.posts().finish(RECOVERY);
        boolean drained = Patience.until(RECOVERY, scene.system()::isCaughtUp);
        if (caughtUp == null || !drained) {
            scene.broken("A6 not caught up within " + RECOVERY.toSeconds() + " s" + (drained ? " under load" : ""));
        }
        if (page == null) {
            scene.broken("A6 the live stream did not move again within " + PAGE.toSeconds() + " s");
        }
        Account account = new Account(scene);
        // The stream's last change is on its way for a tick or two.
        boolean ignored =
                drained && Patience.until(PAGE, () -> account.streamDifference().none());
        return verdict(firstOk, caughtUp, page, account.close(drained));
    }

    private Verdict verdict(
            @Nullable Double firstOk, @Nullable Double caughtUp, @Nullable Double page, Findings findings) {
        return new Verdict(
                fault.row(), fault.title(), null, detection(), firstOk, caughtUp, page, findings, scene.remarks());
    }

    private @Nullable Double detection() {
        long injected = scene.injectedAt();
        Long refused = scene.events().timeline().firstFailureAfter(injected).orElse(null);
        Long red = scene.health().firstRedAfter(injected).orElse(null);
        if (refused == null || red == null) {
            return seconds(injected, refused == null ? red : refused);
        }
        return seconds(injected, Math.min(refused, red));
    }

    private static @Nullable Long reached(Duration atMost, BooleanSupplier condition) {
        return Patience.until(atMost, condition) ? System.nanoTime() : null;
    }

    private static @Nullable Double seconds(long from, @Nullable Long until) {
        return until == null || from == 0 ? null : (until - from) / NANOS;
    }
}
