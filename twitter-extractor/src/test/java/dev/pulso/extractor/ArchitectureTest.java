package dev.pulso.extractor;

import dev.pulso.contracts.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void shouldFollowTheRulesOfTheHouse() {
        ArchitectureRules.of("dev.pulso.extractor").checkAll().frameworkFree("dev.pulso.extractor.hashtag..");
    }
}
