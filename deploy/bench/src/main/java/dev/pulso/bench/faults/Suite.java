package dev.pulso.bench.faults;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All rows, in the order in which they are run. */
final class Suite {
    private Suite() {}

    private static List<Fault> all(Duration mix) {
        return Stream.of(
                        ProcessFaults.all(),
                        StreamFaults.all(),
                        DataFaults.all(),
                        NetworkFaults.all(),
                        SmallDisks.all(),
                        SkewedClocks.all(),
                        List.of(RandomMix.fault(mix)),
                        ClusterFaults.all(),
                        Upgrade.all())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * The rows asked for: by their name, or by its beginning with the number (F12 means F12a, F12b …).
     *
     * @param names all of them if empty
     * @param mix how long faults are mixed at random
     * @throws IllegalArgumentException if a name fits no row
     */
    static List<Fault> named(List<String> names, Duration mix) {
        List<Fault> all = all(mix);
        if (names.isEmpty() || names.contains("all")) {
            return all;
        }
        names.forEach(name -> {
            if (all.stream().noneMatch(fault -> fits(fault, name))) {
                throw new IllegalArgumentException("there is no row " + name + "; there are "
                        + all.stream().map(Fault::row).collect(Collectors.joining(", ")));
            }
        });
        return all.stream()
                .filter(fault -> names.stream().anyMatch(name -> fits(fault, name)))
                .toList();
    }

    /** The stages of these rows, in order. */
    static Set<Stage> stages(List<Fault> faults) {
        return faults.stream().map(Fault::stage).collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    private static boolean fits(Fault fault, String name) {
        return fault.row().equals(name) || fault.row().matches(java.util.regex.Pattern.quote(name) + "[a-z]");
    }
}
