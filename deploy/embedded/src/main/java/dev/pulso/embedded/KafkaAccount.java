package dev.pulso.embedded;

import dev.pulso.contracts.broker.BrokerSecurity;
import java.util.Map;

/**
 * Makes a broker speak TLS only and ask for a password (SASL_SSL, SCRAM-SHA-512).
 *
 * @param certificate the broker's
 * @param user the one account, which the broker uses for itself, too
 * @param password fixed when the broker's storage is made
 */
public record KafkaAccount(LoopbackCertificate certificate, String user, String password) {
    public KafkaAccount {
        if (!(user + password).matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("user or password of Kafka has characters other than A-Za-z0-9._-");
        }
    }

    /** Properties for clients of the broker. */
    public Map<String, String> clientProperties() {
        return BrokerSecurity.ofEnvironment(Map.of(
                "PULSO_KAFKA_SECURITY_PROTOCOL",
                "SASL_SSL",
                "PULSO_KAFKA_CA_FILE",
                certificate.certificate().toString(),
                "PULSO_KAFKA_USERNAME",
                user,
                "PULSO_KAFKA_PASSWORD",
                password));
    }

    /** Lines for the broker's file. The storage tool has made the account. */
    String brokerLines() {
        return """
                inter.broker.listener.name=SASL_SSL
                sasl.enabled.mechanisms=SCRAM-SHA-512
                sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
                listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=\
                org.apache.kafka.common.security.scram.ScramLoginModule required username="%1$s" password="%2$s";
                ssl.keystore.type=PEM
                ssl.keystore.location=%3$s
                ssl.truststore.type=PEM
                ssl.truststore.location=%4$s
                """.formatted(user, password, certificate.keystore(), certificate.certificate());
    }

    /** Argument of the storage tool. */
    String scram() {
        return "SCRAM-SHA-512=[name=%s,password=%s]".formatted(user, password);
    }
}
