package dev.pulso.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    @TempDir
    Path folder;

    private Issuer issuer;

    @BeforeEach
    void open() throws Exception {
        issuer = new Issuer();
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private Gate gate(Map<String, String> settings) {
        Map<String, String> all =
                new HashMap<>(Map.of("pulso.access.issuer", issuer.address().toString()));
        all.putAll(settings);
        all.values().removeIf(String::isEmpty);
        return new Gate(Settings.of(AccessConfig.class, all), "0.0.0.0");
    }

    private static Caller admit(Gate gate, String token, Role role) {
        return gate.admit("Bearer " + token, null, role);
    }

    private void assertRefused(String token, Refusal type, String detail) {
        assertThatThrownBy(() -> admit(gate(Map.of()), token, Role.WRITE))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(type))
                .hasMessageContaining(detail);
    }

    @Test
    void shouldLetInWhoeverHoldsAToken() {
        Gate gate = gate(Map.of());
        Caller caller = admit(gate, issuer.token(claims -> {}), Role.WRITE);

        assertThat(caller.name()).isEqualTo("service-account-shop");
        assertThat(caller.roles()).containsExactly(Role.WRITE);
        assertThat(caller.allowance()).isNull();
        assertThat(gate.admit(null, issuer.token(claims -> {}), Role.WRITE).name())
                .isEqualTo("service-account-shop");
        assertThat(issuer.asked).as("discovery and keys, once").hasValue(2);
    }

    @Test
    void shouldKeepRolesApart() {
        assertThatThrownBy(() -> admit(gate(Map.of()), issuer.token(claims -> {}), Role.READ))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.FORBIDDEN));
        String admin = issuer.token(claims -> claims.setStringListClaim("groups", "pulso-admin"));
        assertThat(admit(gate(Map.of()), admin, Role.READ)).isNotNull();
    }

    @Test
    void shouldFindRolesWhereTheIssuerPutsThem() {
        String keycloak = issuer.token(
                claims -> claims.setClaim("realm_access", Map.of("roles", List.of("events-read", "pulso-admin"))));
        Gate nested =
                gate(Map.of("pulso.access.roles-claim", "realm_access/roles", "pulso.access.role-prefix", "events-"));
        assertThat(admit(nested, keycloak, Role.READ).roles()).containsExactly(Role.READ);

        String scopes = issuer.token(claims -> claims.setStringClaim("scope", "openid pulso-read pulso-write"));
        assertThat(admit(gate(Map.of("pulso.access.roles-claim", "scope")), scopes, Role.WRITE)
                        .roles())
                .containsExactlyInAnyOrder(Role.READ, Role.WRITE);
    }

    @Test
    void shouldRefuseWhatIsNotGood() {
        assertRefused(
                issuer.token(claims -> claims.setExpirationTime(NumericDate.fromSeconds(1))),
                Refusal.UNAUTHORIZED,
                "expired");
        assertRefused(
                issuer.token(claims -> claims.setAudience("another")), Refusal.UNAUTHORIZED, "not for this service");
        for (Consumer<JwtClaims> change : List.<Consumer<JwtClaims>>of(
                claims -> claims.setIssuer("https://another.example"),
                claims -> claims.unsetClaim("exp"),
                claims -> claims.unsetClaim("sub"),
                claims -> claims.setNotBeforeMinutesInThePast(-10))) {
            assertRefused(issuer.token(change), Refusal.UNAUTHORIZED, "none of our issuer");
        }
        assertRefused("a.b.c", Refusal.UNAUTHORIZED, "none of our issuer");
        assertRefused("..", Refusal.UNAUTHORIZED, "none of our issuer");
        assertRefused("no-token", Refusal.UNAUTHORIZED, "send a key");
        String good = issuer.token(claims -> {});
        String more = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Issuer.claims("https://another.example")
                        .toJson()
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertRefused(good.replaceFirst("\\..*\\.", "." + more + "."), Refusal.UNAUTHORIZED, "none of our issuer");
    }

    @Test
    void shouldTakeNoSignatureThatAnybodyCouldMake() throws Exception {
        JsonWebSignature none = new JsonWebSignature();
        none.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        none.setPayload(Issuer.claims(issuer.address().toString()).toJson());
        none.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        assertRefused(none.getCompactSerialization(), Refusal.UNAUTHORIZED, "none of our issuer");

        JsonWebSignature confused = new JsonWebSignature();
        confused.setPayload(Issuer.claims(issuer.address().toString()).toJson());
        confused.setKeyIdHeaderValue("one");
        confused.setKey(new HmacKey(issuer.key().getPublicKey().getEncoded()));
        confused.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        assertRefused(confused.getCompactSerialization(), Refusal.UNAUTHORIZED, "none of our issuer");

        String foreign = Issuer.sign(Issuer.newKey("one"), issuer.address().toString(), claims -> {});
        assertRefused(foreign, Refusal.UNAUTHORIZED, "none of our issuer");
    }

    @Test
    void shouldLearnNewKeysAndNotAskForEachMadeUpOne() {
        Gate gate = gate(Map.of());
        admit(gate, issuer.token(claims -> {}), Role.WRITE);
        for (int i = 0; i < 20; i++) {
            String madeUp =
                    Issuer.sign(Issuer.newKey("made up " + i), issuer.address().toString(), claims -> {});
            assertThatThrownBy(() -> admit(gate, madeUp, Role.WRITE)).isInstanceOf(RefusedException.class);
        }
        assertThat(issuer.asked.get()).isLessThan(6);

        Gate fresh = gate(Map.of());
        issuer.rotate("two");
        assertThat(admit(fresh, issuer.token(claims -> {}), Role.WRITE)).isNotNull();
    }

    @Test
    void shouldSayThatTheIssuerIsAwayAndGoOnWhenItIsBack() {
        issuer.away();
        Gate gate = gate(Map.of());
        String token = issuer.token(claims -> {});
        assertThatThrownBy(() -> admit(gate, token, Role.WRITE))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.ISSUER_AWAY));
        issuer.back();
        assertThat(admit(gate, token, Role.WRITE)).isNotNull();
        issuer.away();
        assertThat(admit(gate, token, Role.WRITE)).as("its keys are known").isNotNull();
    }

    @Test
    void shouldHoldAQuotaForEachSubject() {
        Gate gate = gate(Map.of("pulso.access.token-events-per-second", "1", "pulso.access.token-burst", "2"));
        Allowance first = admit(gate, issuer.token(claims -> {}), Role.WRITE).allowance();
        Allowance again = admit(gate, issuer.token(claims -> {}), Role.WRITE).allowance();
        Allowance other = admit(gate, issuer.token(claims -> claims.setSubject("b")), Role.WRITE)
                .allowance();

        assertThat(again).isSameAs(first).isNotSameAs(other);
        assertThat(first.burst()).isEqualTo(2);
    }

    @Test
    void shouldReadKeysOfAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("keys.json"), Issuer.keySet(issuer.key()));
        issuer.away();
        Gate gate = gate(Map.of("pulso.access.issuer-keys", file.toUri().toString()));
        assertThat(admit(gate, issuer.token(claims -> {}), Role.WRITE)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pulso.access.issuer=http://issuer.example",
                "pulso.access.issuer=issuer",
                "pulso.access.issuer-keys=http://issuer.example/keys",
                "pulso.access.issuer-keys=file:///nowhere/keys.json",
                "pulso.access.issuer=",
                "pulso.access.token-events-per-second=-1"
            })
    void shouldNotStartWithSettingsThatCannotBe(String setting) {
        String[] parts = setting.split("=", 2);
        Map<String, String> settings = new HashMap<>(Map.of(parts[0], parts[1]));
        settings.putIfAbsent("pulso.access.issuer-keys", "https://issuer.example/keys");
        assertThatThrownBy(() -> gate(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pulso.access");
    }
}
