package dev.pulso.extractor.generator;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Hashtags with a language each, drawn by Zipf's law: the n-th most frequent comes 1/n as often as the first. */
final class TagPool {
    /** A hashtag and the language it is mostly used in. */
    record Topic(String tag, String lang) {}

    private static final List<Topic> KNOWN = List.of(
            new Topic("Pulso", "en"),
            new Topic("OpenSource", "en"),
            new Topic("fútbol", "es"),
            new Topic("Musik", "de"),
            new Topic("東京", "ja"),
            new Topic("carnaval", "pt"),
            new Topic("ClimateAction", "en"),
            new Topic("cinéma", "fr"),
            new Topic("Bundesliga", "de"),
            new Topic("サッカー", "ja"),
            new Topic("noticias", "es"),
            new Topic("DataEngineering", "en"),
            new Topic("الرياضة", "ar"),
            new Topic("gastronomie", "fr"),
            new Topic("Java", "en"),
            new Topic("música", "pt"),
            new Topic("новости", "ru"),
            new Topic("travel", "en"),
            new Topic("arte", "es"),
            new Topic("Fahrrad", "de"));
    private static final List<String> LANGUAGES = List.of("en", "en", "en", "es", "de", "ja", "pt", "fr");

    private final List<Topic> topics;
    private final double[] cumulative;

    TagPool(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.topics = IntStream.range(0, size)
                .mapToObj(i -> i < KNOWN.size()
                        ? KNOWN.get(i)
                        : new Topic("topic" + i, LANGUAGES.get(random.nextInt(LANGUAGES.size()))))
                .toList();
        this.cumulative = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += 1.0 / (i + 1);
            cumulative[i] = sum;
        }
    }

    Topic draw(SplittableRandom random) {
        double point = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, point);
        return topics.get(Math.min(found < 0 ? -found - 1 : found, topics.size() - 1));
    }

    /** Any topic, each as likely as the other: what bursts can come out of the blue. */
    Topic any(SplittableRandom random) {
        return topics.get(random.nextInt(topics.size()));
    }
}
