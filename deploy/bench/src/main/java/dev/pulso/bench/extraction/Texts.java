package dev.pulso.bench.extraction;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Texts of real tweets where they are, of made-up ones elsewhere. */
final class Texts {
    private static final List<String> TABLES =
            List.of("tweets/mayweather_mcgregor_tweets.csv.gz", "tweets/uci_health_news_tweets.csv.gz");
    private static final String[] WORDS =
            "kafka streams are fun ¡qué bien! 東京 https://t.co/abc @someone 50% a.b and the rest of it 😃".split(" ");

    private Texts() {}

    /** All texts of the tables in the folder; 50,000 made-up texts if none is there. */
    static List<String> in(Path data) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String table : TABLES) {
            Path file = data.resolve(table);
            if (Files.exists(file)) {
                read(file, texts);
            }
        }
        return texts.isEmpty() ? made() : texts;
    }

    private static void read(Path file, List<String> texts) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader reader =
                        new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8);
                CSVParser rows = CSVParser.parse(reader, format)) {
            for (CSVRecord row : rows) {
                texts.add(row.get("text"));
            }
        }
    }

    private static List<String> made() {
        Random random = new Random(42);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            int words = 5 + random.nextInt(20);
            for (int word = 0; word < words; word++) {
                text.append(random.nextInt(8) == 0 ? "#" : "")
                        .append(WORDS[random.nextInt(WORDS.length)])
                        .append(' ');
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
