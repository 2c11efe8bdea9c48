package dev.pulso.local.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of figures: those that alerts and dashboard ask for, and those that services tell. */
final class Figures {
    private static final Path OBSERVABILITY = Path.of("../observability");
    private static final Pattern NAME = Pattern.compile("\\b(?:pulso|kafka|jvm|process|http)_[a-z_0-9]+");
    private static final Pattern EXPRESSION =
            Pattern.compile("\\bexpr\"?:(?s:(.*?))(?:labels:|\"legendFormat\"|\\n +- )");

    private Figures() {}

    static Set<String> askedFor() throws IOException {
        String files = Files.readString(OBSERVABILITY.resolve("alerts.yml"))
                + Files.readString(OBSERVABILITY.resolve("grafana/dashboards/pulso.json"));
        return EXPRESSION
                .matcher(files)
                .results()
                .flatMap(expression -> NAME.matcher(expression.group(1)).results())
                .map(name -> name.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> told(List<String> services) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        for (String service : services) {
            // As Prometheus asks. By default the client asks to change to HTTP/2, and was once answered with neither.
            String text = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(service + "/q/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .forEach(names::add);
        }
        return names;
    }
}
