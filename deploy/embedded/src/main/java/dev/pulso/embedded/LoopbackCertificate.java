package dev.pulso.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A self-signed certificate for 127.0.0.1 and localhost with its private key, as PEM files: for tests, and for trying
 * out TLS on one machine. Good for a year.
 *
 * @param certificate what clients trust
 * @param privateKey readable for the owner only
 * @param keystore key and certificate in one file, as Kafka wants it
 */
public record LoopbackCertificate(Path certificate, Path privateKey, Path keystore) {
    private static final String ALIAS = "pulso";
    private static final String PASSWORD = "pulso-transport";
    private static final int LINE = 64;
    private static final long DEADLINE_SECONDS = 60;

    /** Makes the certificate, or takes the one that is there already. */
    public static LoopbackCertificate in(Path folder) {
        Path home = folder.toAbsolutePath();
        LoopbackCertificate files = new LoopbackCertificate(
                home.resolve("certificate.pem"), home.resolve("key.pem"), home.resolve("keystore.pem"));
        try {
            if (!Files.exists(files.keystore)) {
                Files.createDirectories(home);
                files.make(home.resolve("transport.p12"));
            }
            return files;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no certificate can be made in " + home, e);
        }
    }

    private void make(Path store) throws IOException, GeneralSecurityException {
        Files.deleteIfExists(store);
        keytool(store);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Files.delete(store);
        String key =
                pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
        String own = pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
        Files.writeString(certificate, own);
        writeSecret(privateKey, key);
        writeSecret(keystore, key + own);
    }

    /** The JDK makes certificates with this tool only; its classes for it are not for others. */
    private static void keytool(Path store) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost, O=Pulso on one machine",
                        "-ext",
                        "SAN=IP:127.0.0.1,DNS:localhost",
                        "-validity",
                        "365",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        try (InputStream output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("keytool: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    private static String pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(kind, body);
    }

    private static void writeSecret(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
