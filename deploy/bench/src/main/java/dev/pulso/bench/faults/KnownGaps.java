package dev.pulso.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.bench.system.RunningSystem;
import dev.pulso.local.settings.Part;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the processor says it could not count. */
final class KnownGaps {
    private static final Pattern AGED_OUT = Pattern.compile("offsets (\\d+) to (\\d+) aged out uncounted");

    private KnownGaps() {}

    /** Events that were gone before they could be counted, over all gaps it remembers. */
    static long eventsLostSaid(RunningSystem system) {
        long lost = 0;
        JsonNode components =
                system.api().get(system.url(Part.RESULTS) + "/v1/pipeline").path("components");
        for (JsonNode component : components) {
            if (component.path("component").asText().equals("spark-processor/counts")) {
                for (JsonNode gap : component.path("gaps")) {
                    Matcher words = AGED_OUT.matcher(gap.path("reason").asText());
                    if (gap.path("source").asText().startsWith("pulso.events-") && words.matches()) {
                        lost += Long.parseLong(words.group(2)) - Long.parseLong(words.group(1));
                    }
                }
            }
        }
        return lost;
    }
}
