package dev.pulso.dashboard;

import dev.pulso.contracts.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void shouldFollowTheRulesOfTheHouse() {
        ArchitectureRules.of("dev.pulso.dashboard").checkAll().frameworkFree("dev.pulso.dashboard.live..");
    }
}
