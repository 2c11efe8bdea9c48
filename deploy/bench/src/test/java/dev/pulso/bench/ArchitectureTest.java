package dev.pulso.bench;

import dev.pulso.contracts.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void shouldFollowTheRulesOfTheProject() {
        ArchitectureRules.of("dev.pulso.bench").checkAll();
    }
}
