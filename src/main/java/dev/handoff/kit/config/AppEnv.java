package dev.handoff.kit.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What kind of place the program runs in, as {@code APP_ENV} says. Decides Quarkus's profile. */
public enum AppEnv {
    DEV("dev"),
    TEST("test"),
    PRODUCTION("prod");

    private final String profile;

    AppEnv(String profile) {
        this.profile = profile;
    }

    /**
     * Reads the name in lower case; an empty one means {@link #DEV}.
     *
     * @throws InvalidSetting with the names that there are
     */
    public static AppEnv of(String name) {
        if (name == null || name.isBlank()) {
            return DEV;
        }
        return Arrays.stream(values())
                .filter(env -> env.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidSetting("APP_ENV must be one of " + names() + ", was " + name));
    }

    /** The name of Quarkus's profile. */
    public String profile() {
        return profile;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String names() {
        return Arrays.stream(values()).map(AppEnv::toString).collect(Collectors.joining(", "));
    }
}
