package dev.pulso.dashboard.login;

import dev.pulso.access.Caller;
import dev.pulso.access.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Logins without memory: a cookie says who it is, which roles he has and until when, signed with HMAC-SHA-256. Any
 * replica with the same secret reads it. A key that is taken away keeps its logins until they end.
 */
final class Sessions {
    private static final String HMAC = "HmacSHA256";
    private static final int SHORTEST_SECRET = 32;
    private static final int PARTS = 4;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec secret;
    private final Duration lasts;
    private final Clock clock;

    /** @throws IllegalStateException if the secret cannot be read or is too short */
    Sessions(Optional<Path> secretFile, Duration lasts, Clock clock) {
        this.secret = new SecretKeySpec(secretFile.map(Sessions::read).orElseGet(Sessions::random), HMAC);
        this.lasts = lasts;
        this.clock = clock;
    }

    private static byte[] read(Path file) {
        try {
            String text = Files.readString(file).strip();
            if (text.length() < SHORTEST_SECRET) {
                throw new IllegalStateException(
                        "pulso.login.secret-file: " + file + " holds fewer than " + SHORTEST_SECRET + " characters");
            }
            return text.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("pulso.login.secret-file cannot be read: " + file, e);
        }
    }

    private static byte[] random() {
        byte[] secret = new byte[SHORTEST_SECRET];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    Duration lasts() {
        return lasts;
    }

    /** The value of the cookie. */
    String issue(Caller caller) {
        String roles = caller.roles().stream().map(Role::wireName).collect(Collectors.joining(","));
        String claims = "%s.%s.%d"
                .formatted(
                        ENCODER.encodeToString(caller.name().getBytes(StandardCharsets.UTF_8)),
                        roles,
                        clock.instant().plus(lasts).getEpochSecond());
        return claims + "." + ENCODER.encodeToString(sign(claims));
    }

    /** @return null if the cookie is not ours, was changed, or has ended */
    @Nullable
    Caller read(String cookie) {
        String[] parts = cookie.split("\\.", -1);
        int end = cookie.lastIndexOf('.');
        if (parts.length != PARTS) {
            return null;
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(parts[3]);
            if (!MessageDigest.isEqual(sign(cookie.substring(0, end)), signature)
                    || !clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[2])))) {
                return null;
            }
            return new Caller(
                    new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8), roles(parts[1]), null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Set<Role> roles(String names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : names.split(",")) {
            for (Role role : Role.values()) {
                if (role.wireName().equals(name)) {
                    roles.add(role);
                }
            }
        }
        return roles;
    }

    private byte[] sign(String claims) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return mac.doFinal(claims.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
