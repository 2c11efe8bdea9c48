package dev.pulso.dashboard.login;

import java.util.Arrays;
import java.util.List;

/** What the login page says, in the languages of the page. */
enum LoginWords {
    ENGLISH("en", "Sign in", "Key or token", "This key is not known.", "The issuer of the token does not answer."),
    SPANISH("es", "Entrar", "Clave o token", "Esta clave no se conoce.", "El emisor del token no responde.");

    private final String language;
    private final String signIn;
    private final String key;
    private final String unknown;
    private final String issuerAway;

    LoginWords(String language, String signIn, String key, String unknown, String issuerAway) {
        this.language = language;
        this.signIn = signIn;
        this.key = key;
        this.unknown = unknown;
        this.issuerAway = issuerAway;
    }

    /** @param languages most wanted first, such as {@code es} */
    static LoginWords of(List<String> languages) {
        return languages.stream()
                .flatMap(wanted -> Arrays.stream(values()).filter(words -> words.language.equalsIgnoreCase(wanted)))
                .findFirst()
                .orElse(ENGLISH);
    }

    String unknown() {
        return unknown;
    }

    String issuerAway() {
        return issuerAway;
    }

    String page(String template, String message) {
        return template.replace("{language}", language)
                .replace("{signIn}", signIn)
                .replace("{key}", key)
                .replace("{message}", message);
    }
}
