package dev.pulso.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchitectureTest {
    @Test
    void shouldFollowTheRulesOfTheHouse() {
        ArchitectureRules.of("dev.pulso.contracts").checkAll().frameworkFree("dev.pulso.contracts..");
    }

    @Test
    void shouldNameFilesAndMethodsAboveTheirLimit(@TempDir Path sources) throws IOException {
        String fits = "  void fits() {\n" + "    ;\n".repeat(SourceSizes.MAX_METHOD_LINES - 2) + "  }\n";
        String tooLong = "  void tooLong() {\n" + "    ;\n".repeat(SourceSizes.MAX_METHOD_LINES - 1) + "  }\n";
        Files.writeString(sources.resolve("A.java"), "class A {\n" + fits + tooLong + "}\n");
        Files.writeString(sources.resolve("B.java"), "class B {\n" + "\n".repeat(SourceSizes.MAX_FILE_LINES) + "}\n");

        assertThat(SourceSizes.of(sources).offenders())
                .containsExactlyInAnyOrder(
                        "A.java#tooLong has 41 lines, 40 are allowed", "B.java has 302 lines, 300 are allowed");
    }
}
