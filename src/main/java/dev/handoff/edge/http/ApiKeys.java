package dev.handoff.edge.http;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The keys of the API: {@code HANDOFF_API_KEY}, which may do everything, and those of {@code HANDOFF_API_KEYS}, each with a name
 * and a role.
 *
 * <p>Keys are kept as their SHA-256 alone. A slow hash would guard passwords, which can be guessed; a key is random and has at
 * least {@value #MIN_LENGTH} characters, so nobody finds it by trying, and every request would pay for the slowness.
 */
@ApplicationScoped
public class ApiKeys {

    static final int MIN_LENGTH = 16;

    /** What the holder of {@code HANDOFF_API_KEY} is called. */
    static final String ALL_MIGHTY = "HANDOFF_API_KEY";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Pattern ENTRY = Pattern.compile("([^:]+):([^:]+):(sha256|file):(.+)");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");
    private static final String FORM = "NAME:ROLE:sha256:HEX or NAME:ROLE:file:PATH";

    private static final String ROLES = "has another role than viewer, operator or admin";

    private final List<Held> held = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** A key that is known here. */
    public record Key(String name, Role role) {}

    private record Held(Key key, byte[] digest) {}

    @Inject
    ApiKeys(ApiConfig config) {
        config.key().filter(text -> !text.isBlank()).ifPresent(text -> add(ALL_MIGHTY, Role.ADMIN, digest(text)));
        config.keys().orElse(Set.of()).stream().sorted().forEach(this::read);
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        if (!faults.isEmpty()) {
            throw new ConfigurationException("HANDOFF_API_KEYS: " + String.join("; ", faults));
        }
    }

    /** Everything that is wrong about the settings, each with its remedy and without a secret. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Whether there is none, so that everybody may do everything. */
    public boolean isOpen() {
        return held.isEmpty() && faults.isEmpty();
    }

    /** Takes equally long for every text that is no key. */
    public Optional<Key> find(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        var digest = digest(text);
        Optional<Key> found = Optional.empty();
        for (var each : held) {
            if (MessageDigest.isEqual(each.digest(), digest)) {
                found = Optional.of(each.key());
            }
        }
        return found;
    }

    /** The key of that name, if there is one still. */
    public Optional<Key> named(String name) {
        return held.stream()
                .map(Held::key)
                .filter(key -> key.name().equals(name))
                .findFirst();
    }

    private void read(String entry) {
        var parts = ENTRY.matcher(entry.strip());
        if (!parts.matches()) {
            faults.add("an entry has another form than " + FORM);
            return;
        }
        var name = parts.group(1).strip();
        if (!NAME.matcher(name).matches() || named(name).isPresent()) {
            faults.add("each name is there once and has at most 64 letters, digits, dots, hyphens, underscores and at "
                    + "signs, which " + name + " doesn't keep to");
            return;
        }
        try {
            var role = Role.valueOf(parts.group(2).strip().toUpperCase(Locale.ROOT));
            add(name, role, parts.group(3).equals("file") ? ofFile(parts.group(4)) : ofHex(parts.group(4)));
        } catch (IOException unreadable) {
            faults.add("the file of " + name + " can't be read: " + unreadable);
        } catch (IllegalArgumentException wrong) {
            faults.add("the entry of " + name + " " + (wrong instanceof Unfit ? wrong.getMessage() : ROLES));
        }
    }

    /** What is wrong with an entry, in words that follow its name. */
    private static final class Unfit extends IllegalArgumentException {
        Unfit(String message) {
            super(message);
        }
    }

    private static byte[] ofFile(String path) throws IOException {
        // Editors and shells of Windows begin a file with a mark.
        var text = Files.readString(Path.of(path.strip()))
                .replaceFirst("^\uFEFF", "")
                .strip();
        if (text.length() < MIN_LENGTH) {
            throw new Unfit(
                    "names a file with " + text.length() + " characters, which can be guessed; make a key of at "
                            + "least " + MIN_LENGTH + ", such as the output of openssl rand -hex 32");
        }
        return digest(text);
    }

    private static byte[] ofHex(String hex) {
        if (!DIGEST.matcher(hex.strip()).matches()) {
            throw new Unfit("has no SHA-256 in 64 hexadecimal digits; printf %s \"$KEY\" | sha256sum prints it");
        }
        return HexFormat.of().parseHex(hex.strip());
    }

    private void add(String name, Role role, byte[] digest) {
        held.add(new Held(new Key(name, role), digest));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
