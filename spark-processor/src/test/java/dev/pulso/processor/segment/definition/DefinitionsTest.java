package dev.pulso.processor.segment.definition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import dev.pulso.processor.segment.definition.Definition.Algorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {
    private static final String SMALLEST = """
            name: shops
            source: { topic: pulso.events, data: amount DOUBLE }
            entity: subject
            features:
              - { name: visits, expression: count(1), high: busy, low: quiet }
            minEntities: 80
            """;

    @Test
    void shouldShipCustomersAndAuthors() {
        assertThat(Definitions.shipped()).containsOnlyKeys("customers", "authors");
        Definition customers = Definitions.shipped().get("customers");
        assertThat(customers.featureNames()).containsExactly("recencyDays", "frequency", "monetary");
        assertThat(customers.schedule()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void shouldHaveADefaultForWhatIsLeftOut() {
        Definition read = Definitions.read("shops.yaml", SMALLEST.getBytes(UTF_8));

        assertThat(read.algorithm()).isEqualTo(Algorithm.KMEANS);
        assertThat(read.k()).isEqualTo(new Definition.Range(2, 8));
        assertThat(read.lookBack()).isEqualTo(Period.ofYears(2));
        assertThat(read.transform()).isEqualTo(new Definition.Transform(true, true));
        assertThat(read.schedule()).isNull();
    }

    @Test
    void shouldSayWhereAndWhy() {
        assertRefused(SMALLEST.replace("minEntities", "minimalEntities"), "shops.yaml:", "minimalEntities");
        assertRefused(SMALLEST.replace("pulso.events", "pulso.other"), "shops.yaml:2", "source.topic is none of");
        assertRefused(SMALLEST.replace("count(1)", "''"), "shops.yaml:5", "features.expression of visits is missing");
        assertRefused(SMALLEST + "k: { from: 1, to: 4 }\n", "shops.yaml:7", "k.from is below 2");
        assertRefused(SMALLEST + "k: [\n", "shops.yaml:", "");
        assertRefused(SMALLEST + "schedule: daily\n", "shops.yaml:7", "schedule");
        assertRefused(SMALLEST.replace("80", "20"), "shops.yaml", "minEntities is below ten");
        assertRefused("", "shops.yaml", "");
    }

    @Test
    void shouldCallEverythingTheShippedOnesSayInSpanish() {
        Definitions.shipped()
                .values()
                .forEach(definition -> assertThat(definition.words())
                        .extractingByKey("es", map(String.class, String.class))
                        .containsKeys(definition.said().toArray(String[]::new)));
    }

    @Test
    void shouldTakeWordsOfOtherLanguagesForWhatItSays() {
        Definition read = Definitions.read(
                "shops.yaml", (SMALLEST + "words: { es: { busy: animadas, average: normales } }\n").getBytes(UTF_8));

        assertThat(read.words()).isEqualTo(Map.of("es", Map.of("busy", "animadas", "average", "normales")));
        assertRefused(SMALLEST + "words: { es: { bussy: animadas } }\n", "shops.yaml", "words.es.bussy is no name");
        assertRefused(SMALLEST + "words: { es: { busy: '' } }\n", "shops.yaml", "words.es.busy is missing");
        assertRefused(SMALLEST + "words: { Spanish: {} }\n", "shops.yaml", "words.Spanish is no language");
    }

    @Test
    void shouldPreferTheOneInTheDirectory(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("mine.yaml"), SMALLEST.replace("name: shops", "name: customers"));

        assertThat(Definitions.load(directory).get("customers").featureNames()).containsExactly("visits");
        assertThat(Definitions.load(directory.resolve("none"))).containsOnlyKeys("customers", "authors");
    }

    private static void assertRefused(String yaml, String place, String reason) {
        assertThatThrownBy(() -> Definitions.read("shops.yaml", yaml.getBytes(UTF_8)))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(reason);
    }
}
