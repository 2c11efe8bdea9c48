package dev.pulso.processor.segment.definition;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads segmentation files. */
public final class Definitions {
    private static final List<String> SHIPPED = List.of("customers.yaml", "authors.yaml");
    private static final String SHIPPED_AT = "/dev/pulso/processor/segment/";

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            // A misspelt setting must not be a setting left out.
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private Definitions() {}

    /** The two that ship: {@code customers} and {@code authors}. */
    public static Map<String, Definition> shipped() {
        Map<String, Definition> all = new LinkedHashMap<>();
        for (String file : SHIPPED) {
            try (InputStream in = Definitions.class.getResourceAsStream(SHIPPED_AT + file)) {
                if (in == null) {
                    throw new InvalidDefinitionException(file + " is not on the class path");
                }
                add(all, read(file, in.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    /**
     * Those that ship and the {@code *.yaml} of a directory, of which one with the name of a shipped one replaces it.
     *
     * @throws InvalidDefinitionException for the first file that is wrong
     */
    public static Map<String, Definition> load(Path directory) {
        Map<String, Definition> all = shipped();
        if (!Files.isDirectory(directory)) {
            return all;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                add(all, read(file.toString(), Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static void add(Map<String, Definition> all, Definition definition) {
        all.put(definition.name(), definition);
    }

    /** @param place names the file in messages */
    public static Definition read(String place, byte[] yaml) {
        try {
            Definition definition = YAML.readValue(yaml, Definition.class);
            if (definition == null) {
                throw new InvalidDefinitionException(place + ": is empty");
            }
            return definition;
        } catch (JsonMappingException e) {
            Throwable cause = e.getCause() instanceof IllegalArgumentException ? e.getCause() : e;
            String reason = cause == e ? e.getOriginalMessage() : String.valueOf(cause.getMessage());
            String path = String.join(
                    ".",
                    e.getPath().stream()
                            .map(each -> each.getFieldName() == null
                                    ? Integer.toString(each.getIndex())
                                    : each.getFieldName())
                            .toList());
            throw new InvalidDefinitionException(
                    at(place, e.getLocation()) + ": " + (path.isEmpty() ? "" : path + ": ") + firstLine(reason), e);
        } catch (JsonProcessingException e) {
            throw new InvalidDefinitionException(
                    at(place, e.getLocation()) + ": " + firstLine(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String at(String place, JsonLocation location) {
        return location == null ? place : place + ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
