package dev.pulso.results;

import dev.pulso.contracts.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void shouldFollowTheRulesOfTheHouse() {
        ArchitectureRules.of("dev.pulso.results")
                .checkAll()
                .frameworkFree("dev.pulso.results.window..", "dev.pulso.results.sketch..");
    }
}
