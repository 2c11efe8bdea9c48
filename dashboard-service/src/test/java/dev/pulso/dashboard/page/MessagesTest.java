package dev.pulso.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page says the same in each language. */
class MessagesTest {
    private static final Path MODEL = Path.of("src", "main", "resources", "web", "app", "model");
    private static final Pattern MESSAGE = Pattern.compile("^ {4}'?([\\w.\\-]+)'?: '(.*)',$", Pattern.MULTILINE);
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    @Test
    void shouldHaveEveryTextInBothLanguagesWithTheSamePlaces() throws IOException {
        Map<String, String> english = messages("en");
        Map<String, String> spanish = messages("es");

        assertThat(english).hasSizeGreaterThan(200);
        assertThat(spanish.keySet()).isEqualTo(english.keySet());
        assertThat(places(spanish)).isEqualTo(places(english));
    }

    private static Map<String, String> messages(String language) throws IOException {
        Matcher found = MESSAGE.matcher(Files.readString(MODEL.resolve("messages-" + language + ".js")));
        return found.results()
                .collect(Collectors.toMap(
                        message -> message.group(1), message -> message.group(2), (a, b) -> b, TreeMap::new));
    }

    private static Map<String, TreeSet<String>> places(Map<String, String> messages) {
        Map<String, TreeSet<String>> places = new TreeMap<>();
        messages.forEach((key, text) -> places.put(
                key,
                PLACE.matcher(text)
                        .results()
                        .map(place -> place.group())
                        .collect(Collectors.toCollection(TreeSet::new))));
        return places;
    }
}
