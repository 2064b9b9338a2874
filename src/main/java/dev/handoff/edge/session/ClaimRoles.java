package dev.handoff.edge.session;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.edge.http.Role;
import dev.handoff.kit.oidc.Account;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Which role a person has, by the values of one claim. */
record ClaimRoles(String claim, Map<String, Role> roles) {

    static final String FORM = "ROLE=VALUE with the role viewer, operator or admin";

    /** Stands for whatever value there is, or none. */
    private static final String EVERYONE = "*";

    private static final Pattern ENTRY = Pattern.compile("\\s*((?i)viewer|operator|admin)\\s*=\\s*(.*\\S)\\s*");

    static ClaimRoles of(String claim, Set<String> entries) {
        var roles = new HashMap<String, Role>();
        entries.stream().map(ENTRY::matcher).filter(Matcher::matches).forEach(entry -> {
            var role = Role.valueOf(entry.group(1).toUpperCase(Locale.ROOT));
            roles.merge(entry.group(2), role, (one, other) -> one.compareTo(other) > 0 ? one : other);
        });
        return new ClaimRoles(claim, Map.copyOf(roles));
    }

    /** The entries that have another form than {@link #FORM}. */
    static List<String> malformed(Set<String> entries) {
        return entries.stream()
                .filter(entry -> !ENTRY.matcher(entry).matches())
                .sorted()
                .toList();
    }

    /** That of the person's values which opens most; empty if none opens anything. */
    Optional<String> value(Account account) {
        return Stream.concat(Stream.of(EVERYONE), values(account))
                .filter(roles::containsKey)
                .max(Comparator.comparing(roles::get));
    }

    /** What a value opens now; empty if it opens nothing any more. */
    Optional<Role> role(String value) {
        return Optional.ofNullable(roles.get(value));
    }

    private Stream<String> values(Account account) {
        if (claim.equals(Account.EMAIL) && !account.hasVerifiedEmail()) {
            return Stream.empty();
        }
        var found = account.claims().at(pointer(claim));
        return StreamSupport.stream(
                        found.isArray() ? found.spliterator() : Set.of(found).spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    /** Names of claims may be addresses, with slashes and dots. */
    private static JsonPointer pointer(String claim) {
        return claim.startsWith("/")
                ? JsonPointer.compile(claim)
                : JsonPointer.empty().appendProperty(claim);
    }
}
