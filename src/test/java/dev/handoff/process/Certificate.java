package dev.handoff.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for localhost that nobody has signed but its owner, and a trust store for those who believe it. */
public final class Certificate {

    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "localhost";

    private final KeyStore keys;
    private final Path folder;

    /** @param folder for its files */
    public Certificate(Path folder) throws Exception {
        this.folder = folder;
        var file = folder.resolve("keys.p12");
        make(file);
        keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    private static void make(Path file) throws IOException, InterruptedException {
        var keytool = Program.java().resolveSibling("keytool").toString();
        int code = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-dname",
                        "CN=localhost",
                        "-keyalg",
                        "EC",
                        "-ext",
                        "san=dns:localhost",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("keytool ended with " + code);
        }
    }

    /** What a server shows. */
    public SSLContext identity() throws Exception {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** The JDK's settings for a client that trusts it and nobody else. */
    Map<String, String> trusted() throws Exception {
        var trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
        var file = folder.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trust.store(out, PASSWORD.toCharArray());
        }
        return Map.of("javax.net.ssl.trustStore", file.toString(), "javax.net.ssl.trustStorePassword", PASSWORD);
    }

    /** The certificate as a PEM file. */
    public Path certificatePem() throws Exception {
        return pem("certificate.pem", "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
    }

    /** The private key as a PEM file, readable for everybody who can read the folder. */
    public Path keyPem() throws Exception {
        return pem(
                "key.pem",
                "PRIVATE KEY",
                keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    }

    private Path pem(String file, String label, byte[] content) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                folder.resolve(file), "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
    }
}
