package dev.pulso.processor;

import dev.pulso.contracts.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void shouldFollowTheRulesOfTheHouse() {
        ArchitectureRules.of("dev.pulso.processor")
                .checkAll()
                .frameworkFree(
                        "dev.pulso.processor.counting..",
                        "dev.pulso.processor.intake..",
                        "dev.pulso.processor.trend..");
    }
}
