package dev.handoff.edge.session;

import dev.handoff.edge.page.LoginConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what is wrong with the settings of logins. */
final class LoginFaults {

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s?#]+");
    private static final Pattern FOLDER = Pattern.compile(ADDRESS + "/");
    private static final Pattern ENCRYPTED = Pattern.compile("https:.*");

    private final List<String> found = new ArrayList<>();

    private LoginFaults() {}

    /**
     * Everything that is wrong at once, each with its remedy.
     *
     * @param open whether the API asks for no key
     */
    static List<String> of(LoginConfig config, boolean open, boolean production) {
        var faults = new LoginFaults();
        if (config.issuer().isPresent()) {
            faults.look(config, open, production);
        } else {
            faults.refuseIf(
                    config.clientId().isPresent() || config.roles().isPresent(),
                    "HANDOFF_LOGIN_ISSUER is not set, so nobody can log in; set it to the provider's address");
        }
        return faults.found;
    }

    private void look(LoginConfig config, boolean open, boolean production) {
        refuseUnless(ADDRESS, config.issuer(), "HANDOFF_LOGIN_ISSUER must be the provider's address, with https://");
        refuseUnless(
                FOLDER, config.page(), "HANDOFF_LOGIN_PAGE must be an address that ends in a slash, with https://");
        if (production) {
            refuseUnless(
                    ENCRYPTED,
                    config.issuer(),
                    "HANDOFF_LOGIN_ISSUER must start with https:// in production; whoever stands between could log in as anybody");
        }
        refuseIf(
                config.clientId().isEmpty(),
                "HANDOFF_LOGIN_CLIENT_ID is not set; set it to what the provider calls this program");
        refuseIf(
                config.roles().isEmpty(),
                "HANDOFF_LOGIN_ROLES is not set, so nobody may do anything; set it, such as to viewer=*");
        ClaimRoles.malformed(config.roles().orElse(Set.of()))
                .forEach(entry -> found.add("HANDOFF_LOGIN_ROLES has " + entry + ", which is not " + ClaimRoles.FORM));
        refuseIf(
                open,
                "HANDOFF_LOGIN_ISSUER is set and no key is, so everybody may do everything without logging in; set HANDOFF_API_KEY");
    }

    private void refuseUnless(Pattern form, Optional<String> value, String fault) {
        refuseIf(value.filter(text -> !form.matcher(text).matches()).isPresent(), fault);
    }

    private void refuseIf(boolean wrong, String fault) {
        if (wrong) {
            found.add(fault);
        }
    }
}
