package dev.pulso.contracts.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerSecurityTest {
    @TempDir
    Path folder;

    @Test
    void shouldAskForNothingUnlessTold() {
        assertThat(BrokerSecurity.ofEnvironment(Map.of())).isEmpty();
        assertThat(BrokerSecurity.ofEnvironment(Map.of("PULSO_KAFKA_SECURITY_PROTOCOL", " ")))
                .isEmpty();
    }

    @Test
    void shouldSignInWithThePasswordOfAFile() throws IOException {
        Map<String, String> properties = BrokerSecurity.ofEnvironment(Map.of(
                "PULSO_KAFKA_SECURITY_PROTOCOL",
                "sasl_ssl",
                "PULSO_KAFKA_USERNAME",
                "pulso",
                "PULSO_KAFKA_PASSWORD_FILE",
                file("password", "a\"b\\c\n"),
                "PULSO_KAFKA_CA_FILE",
                file("ca.pem", "-----BEGIN CERTIFICATE-----\n")));

        assertThat(properties)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.certificates", "-----BEGIN CERTIFICATE-----\n")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required"
                                + " username=\"pulso\" password=\"a\\\"b\\\\c\";");
    }

    @Test
    void shouldShowItsOwnCertificateWhereBrokersAsk() throws IOException {
        String keystore = file("client.pem", "-----BEGIN PRIVATE KEY-----\n");

        assertThat(BrokerSecurity.ofEnvironment(
                        Map.of("PULSO_KAFKA_SECURITY_PROTOCOL", "SSL", "PULSO_KAFKA_KEYSTORE_FILE", keystore)))
                .containsOnly(
                        Map.entry("security.protocol", "SSL"),
                        Map.entry("ssl.keystore.type", "PEM"),
                        Map.entry("ssl.keystore.location", keystore));
    }

    @Test
    void shouldNameTheSettingAtFaultAndNoSecret() throws IOException {
        refused("PULSO_KAFKA_SECURITY_PROTOCOL is none of", Map.of("PULSO_KAFKA_SECURITY_PROTOCOL", "TLS"));
        refused("PULSO_KAFKA_USERNAME is missing", Map.of("PULSO_KAFKA_SECURITY_PROTOCOL", "SASL_SSL"));
        refused(
                "PULSO_KAFKA_PASSWORD is missing",
                Map.of("PULSO_KAFKA_SECURITY_PROTOCOL", "SASL_SSL", "PULSO_KAFKA_USERNAME", "pulso"));
        refused(
                "PULSO_KAFKA_CA_FILE names a file that cannot be read",
                Map.of("PULSO_KAFKA_SECURITY_PROTOCOL", "SSL", "PULSO_KAFKA_CA_FILE", "/nowhere/ca.pem"));
        refused(
                "PULSO_KAFKA_CA_FILE holds no PEM of a CERTIFICATE",
                Map.of("PULSO_KAFKA_SECURITY_PROTOCOL", "SSL", "PULSO_KAFKA_CA_FILE", file("ca.jks", "binary")));
        refused(
                "PULSO_KAFKA_PASSWORD is set, but PULSO_KAFKA_SECURITY_PROTOCOL is PLAINTEXT",
                Map.of("PULSO_KAFKA_PASSWORD", "hush"));
        refused(
                "PULSO_KAFKA_USERNAME is set, but PULSO_KAFKA_SECURITY_PROTOCOL is SSL",
                Map.of("PULSO_KAFKA_SECURITY_PROTOCOL", "SSL", "PULSO_KAFKA_USERNAME", "pulso"));
    }

    private void refused(String message, Map<String, String> environment) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BrokerSecurity.ofEnvironment(environment))
                .withMessageContaining(message)
                .withMessageNotContaining("hush");
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
