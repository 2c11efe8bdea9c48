package dev.pulso.local.system;

import dev.pulso.local.settings.Part;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Spectral with the OWASP rules and Redocly's recommended rules, held against what the services serve. */
final class Linters {
    private final Path folder;

    /** @param folder where the documents are put */
    Linters(Path folder) {
        this.folder = folder;
    }

    /** What came of it: 0 if no document has an error. */
    record Verdict(int exitCode, String output) {}

    /** @param address of a part */
    Verdict judge(Function<Part, String> address) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("pulso.root"), "deploy", "openapi", "lint", "run")
                .toString());
        for (Part part : Stream.of(Part.values()).filter(Part::isService).toList()) {
            command.add(fetch(part, address.apply(part)).toString());
        }
        Process linters = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream said = linters.getInputStream()) {
            String output = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            return new Verdict(linters.waitFor(), output);
        } finally {
            linters.destroyForcibly();
        }
    }

    /** The processor knows YAML only, and takes the parameter for none of its business. */
    private Path fetch(Part part, String address) throws IOException {
        Path file = folder.resolve(part.title() + (part == Part.PROCESSOR ? ".yaml" : ".json"));
        try (InputStream document =
                URI.create(address + "/q/openapi?format=json").toURL().openStream()) {
            Files.write(file, document.readAllBytes());
        }
        return file;
    }
}
