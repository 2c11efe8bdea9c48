package dev.pulso.ingest;

import dev.pulso.contracts.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void shouldFollowTheRulesOfTheHouse() {
        ArchitectureRules.of("dev.pulso.ingest")
                .checkAll()
                .frameworkFree("dev.pulso.ingest.event..", "dev.pulso.ingest.answer..");
    }
}
